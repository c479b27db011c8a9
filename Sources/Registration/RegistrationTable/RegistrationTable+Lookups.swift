/// Who is registered, and where: look-ups take no lock and write nothing, so that any number of readers cost one another nothing.
extension RegistrationTable {
    /// A registered device: a copy of its row, taken apart when it is asked.
    public struct Entry: Hashable, Sendable, BitwiseCopyable {
        private let row: RegistrationRow

        @inline(__always)
        init(_ row: RegistrationRow) { self.row = row }

        /// Its name.
        public var device: DeviceName { row.name }
        /// Its internal address.
        public var address: InternalAddress { row.address }
        /// Its directory names.
        public var lines: AssignedLines { row.lines }
        /// Its template.
        public var template: DeviceTemplate { row.template }
        /// What kind of device it is.
        public var deviceClass: DeviceClass { row.deviceClass }
        /// When it was last registered.
        public var registeredAt: Instant { Instant(nanoseconds: row.registeredAt) }
    }

    /// Where a device is on its way into the table; what a "progress" response says.
    public enum Progress: Hashable, Sendable {
        /// Nothing is known of the device.
        case unknown
        /// It is queued in this tier.
        case queued(tier: UInt8)
        /// It is registered.
        case registered
    }

    /// The entry of `device`, if it is registered. One cache line in the common case.
    public func entry(of device: DeviceName) -> Entry? {
        guard let found = unsafe rows.read(device, home: rows.home(ofHash: hasher.hash(device))) else { return nil }
        return entry(found)
    }

    /// The entry of the device that `directoryName` calls. Two cache lines in the common case.
    public func entry(calledBy directoryName: DirectoryName) -> Entry? {
        guard let line = directory.row(of: directoryName), let found = unsafe rows.read(line) else { return nil }
        // The row may have gone, or come to be another's, since the directory was read.
        guard has(directoryName, found.row) else { return nil }
        return entry(found)
    }

    /// How far the registration of `device` is.
    public func progress(of device: DeviceName) -> Progress {
        let home = unsafe rows.home(ofHash: hasher.hash(device))
        guard let control = unsafe rows.read(device, home: home)?.control else { return .unknown }
        return control.kind & RegistrationRow.isQueued != 0 ? .queued(tier: control.note) : .registered
    }

    /// All directory names of `lines`, which this table gave to `device`, in the order of line buttons. Allocates; for configuration
    /// and display.
    public func directoryNames(of lines: AssignedLines, for device: DeviceName) -> [DirectoryName] {
        guard lines.arePooled else { return provisioned[device]?.lines ?? [] }
        return (0..<lines.count).map { lines.range[$0] }
    }

    /// The number of registered devices, by looking at every line; for checks, not for the request path.
    public func countRegistered() -> Int {
        var count = 0
        for line in unsafe 0..<rows.lineCount {
            guard let control = unsafe rows.read(line)?.control else { continue }
            if control.kind & RegistrationRow.isRegistered != 0 { count += 1 }
        }
        return count
    }

    /// The entry of a row that was read; `nil` when it is only queued.
    @inline(__always)
    private func entry(_ found: (row: RegistrationRow, control: LineControl)) -> Entry? {
        found.control.kind & RegistrationRow.isRegistered != 0 ? Entry(found.row) : nil
    }

    /// Whether a row's device is called by `name`.
    @inline(__always)
    private func has(_ name: DirectoryName, _ row: RegistrationRow) -> Bool {
        let lines = row.lines
        return lines.arePooled ? lines.range.contains(name) : provisioned[row.name]?.lines.contains(name) ?? false
    }
}
