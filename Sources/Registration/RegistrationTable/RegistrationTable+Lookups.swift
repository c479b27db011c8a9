/// Who is registered, and where: look-ups take no lock and write nothing, so that any number of readers cost one another nothing.
extension RegistrationTable {
    /// A registered device.
    public struct Entry: Hashable, Sendable, BitwiseCopyable {
        /// Its name.
        public let device: DeviceName
        /// Its internal address.
        public let address: InternalAddress
        /// Its directory names.
        public let lines: AssignedLines
        /// Its template.
        public let template: DeviceTemplate
        /// What kind of device it is.
        public let deviceClass: DeviceClass
        /// When it was last registered.
        public let registeredAt: Instant
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

    /// All directory names of `lines`, which this table gave out, in the order of line buttons. Allocates; for configuration and
    /// display.
    public func directoryNames(of lines: AssignedLines) -> [DirectoryName] {
        (0..<lines.count).map { directoryName($0, of: lines) }
    }

    /// The name of line `index`, 0 first.
    @inline(__always)
    func directoryName(_ index: Int, of lines: AssignedLines) -> DirectoryName {
        guard let place = lines.planPlace else { return LineRange(first: lines.first, count: lines.count)[index] }
        return provisioned[Int(place)].lines[index]
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
        guard found.control.kind & RegistrationRow.isRegistered != 0 else { return nil }
        let row = found.row
        return Entry(
            device: row.name, address: row.address, lines: lines(of: row), template: row.template,
            deviceClass: row.deviceClass, registeredAt: Instant(nanoseconds: row.registeredAt))
    }

    @inline(__always)
    func lines(of row: RegistrationRow) -> AssignedLines {
        guard let place = row.planPlace else { return AssignedLines(row.pooledLines) }
        return AssignedLines(of: provisioned[place], at: UInt32(truncatingIfNeeded: place))
    }

    /// Whether a row's device is called by `name`.
    @inline(__always)
    private func has(_ name: DirectoryName, _ row: RegistrationRow) -> Bool {
        guard let place = row.planPlace else { return row.pooledLines.contains(name) }
        return provisioned[place].lines.contains(name)
    }
}
