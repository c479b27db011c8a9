public import LockFree

/// The registration table (figure 4): which devices are registered, where they are, and under which directory names they are
/// called. Found by device name and by directory name.
///
/// A device has one row of 64 bytes from the moment its request is queued: that is how a device is in the queue at most once,
/// and why a queued request cannot fail for want of a row. A row that is only queued is in no lookup. Memory is fixed and
/// resident from the start, about 107 bytes per device of the capacity, directory included.
///
/// Thread-safe, by the locks of ``_UnsafeLineTable`` and of ``Directory``; the directory's are never held while a row's is
/// taken.
///
/// Source: row S12.
@safe
public struct RegistrationTable: ~Copyable {
    let rows: _UnsafeLineTable<RegistrationRow>
    let directory: Directory
    private let hasher: DeviceHasher
    let provisioned: [ProvisionedDevice]

    /// A table for `capacity` devices with `directoryCapacity` names together. Rows fill at most 8/15 of the lines, which keeps
    /// searches short.
    @_spi(HotPaths) public init(
        capacity: Int, directoryCapacity: Int, plan: ServicePlan, hasher: DeviceHasher
    ) throws(OutOfMemory) {
        let rows = unsafe try _UnsafeLineTable<RegistrationRow>(homeCount: max(capacity * 15 / 8, 1))
        let directory = try Directory(capacity: directoryCapacity, plan: plan, hasher: hasher)
        unsafe self.rows = rows
        self.directory = directory
        self.hasher = hasher
        provisioned = plan.provisioned
    }

    /// The memory held, directory included, in bytes.
    public var byteCount: Int { unsafe rows.byteCount + directory.byteCount }

    /// Asks for the lines of a device that a later call of the same batch will work on.
    @inline(__always)
    @_spi(HotPaths) public func prefetch(hash: UInt64) { unsafe rows.prefetch(rows.home(ofHash: hash)) }

    /// Asks for the line after a device's home if the home is taken, once the homes of the batch were asked for. Taken by the
    /// device itself or by another: the look is a hint and needs no lock.
    @inline(__always)
    @_spi(HotPaths) public func prefetchOverflow(hash: UInt64) {
        let home = unsafe rows.home(ofHash: hash)
        if unsafe rows.control(home).isOccupied { unsafe rows.prefetch(home + 1) }
    }

    // MARK: Queueing

    /// What reserving a row overwrites, so that a request which is denied after all leaves no trace.
    @_spi(HotPaths) public struct Replaced: BitwiseCopyable {
        var address: InternalAddress
        var deviceClass: DeviceClass
    }

    /// What came of ``reserve(_:hash:address:deviceClass:tier:mayCreate:)``.
    @_spi(HotPaths) public enum Reservation {
        /// The device's row is now queued; `replaced` is what it held before, `nil` when there was none.
        case queued(line: Int, replaced: Replaced?)
        /// The device was queued already.
        case duplicate(tier: UInt8)
        /// No line in reach is free.
        case full
    }

    /// Marks the device's row as queued in `tier`, with `address` and class as of now. Creates the row if `mayCreate`.
    @inline(__always)
    @_spi(HotPaths) public func reserve(
        _ device: DeviceName, hash: UInt64, address: InternalAddress, deviceClass: DeviceClass, tier: UInt8,
        mayCreate: Bool
    ) -> Reservation {
        let home = unsafe rows.home(ofHash: hash)
        guard let (path, isNew) = unsafe rows.lockPath(claiming: device, home: home) else { return .full }
        var control = unsafe rows.control(path.line)
        let row = unsafe rows.row(path.line)
        var replaced: Replaced?
        if isNew {
            guard mayCreate else {
                unsafe rows.free(path)
                return .full
            }
            unsafe row.pointee = RegistrationRow(
                name: device, addressHigh: address.high, addressLow: address.low, registeredAt: 0, firstLine: 0,
                lineCount: 0, templateIdentifier: 0, deviceClass: deviceClass, hasMailbox: false)
        } else if control.kind & RegistrationRow.isQueued != 0 {
            let tier = control.note
            unsafe rows.unlock(path)
            return .duplicate(tier: tier)
        } else {
            replaced = unsafe Replaced(address: row.pointee.address(control), deviceClass: row.pointee.deviceClass)
            unsafe row.pointee.addressHigh = address.high
            unsafe row.pointee.addressLow = address.low
            unsafe row.pointee.deviceClass = deviceClass
        }
        control.kind |= RegistrationRow.isQueued
        control.note = tier
        control.port = address.port
        unsafe rows.setControl(path.line, control)
        unsafe rows.unlock(path)
        return .queued(line: path.line, replaced: replaced)
    }

    /// Takes a queued mark back: the row goes if the device is not registered, and otherwise holds again what the reservation
    /// replaced. Returns whether it went.
    @inline(never)
    func cancel(_ device: DeviceName, hash: UInt64, restoring replaced: Replaced?) -> Bool {
        guard let path = unsafe rows.lockPath(to: device, home: rows.home(ofHash: hash)) else { return false }
        var control = unsafe rows.control(path.line)
        guard control.kind & RegistrationRow.isRegistered != 0 else {
            unsafe rows.free(path)
            return true
        }
        control.kind = RegistrationRow.isRegistered
        if let replaced {
            let row = unsafe rows.row(path.line)
            unsafe row.pointee.addressHigh = replaced.address.high
            unsafe row.pointee.addressLow = replaced.address.low
            unsafe row.pointee.deviceClass = replaced.deviceClass
            control.port = replaced.address.port
        }
        unsafe rows.setControl(path.line, control)
        unsafe rows.unlock(path)
        return false
    }

    // MARK: Lookups

    /// A registered device.
    public struct Entry: Hashable, Sendable {
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

    /// The entry of `device`, if it is registered.
    public func entry(of device: DeviceName) -> Entry? {
        let home = unsafe rows.home(ofHash: hasher.hash(device))
        guard let path = unsafe rows.lockPath(to: device, home: home) else { return nil }
        defer { unsafe rows.unlock(path) }
        return entry(line: path.line)
    }

    /// The entry of the device that `directoryName` calls.
    public func entry(calledBy directoryName: DirectoryName) -> Entry? {
        guard let line = directory.row(of: directoryName) else { return nil }
        let control = unsafe rows.lock(line)
        defer { unsafe rows.unlock(line, control) }
        // The row may have gone, or come to be another's, since the directory was read.
        guard control.isOccupied, let entry = entry(line: line), entry.has(directoryName) else { return nil }
        return entry
    }

    /// How far the registration of `device` is.
    public func progress(of device: DeviceName) -> Progress {
        let home = unsafe rows.home(ofHash: hasher.hash(device))
        guard let path = unsafe rows.lockPath(to: device, home: home) else { return .unknown }
        let control = unsafe rows.control(path.line)
        unsafe rows.unlock(path)
        if control.kind & RegistrationRow.isQueued != 0 { return .queued(tier: control.note) }
        return .registered
    }

    /// The number of registered devices, by looking at every line; for checks, not for the request path.
    public func countRegistered() -> Int {
        var count = 0
        for line in unsafe 0..<rows.lineCount {
            let control = unsafe rows.lock(line)
            if control.isOccupied, control.kind & RegistrationRow.isRegistered != 0 { count += 1 }
            unsafe rows.unlock(line, control)
        }
        return count
    }

    /// The entry in a locked, occupied line.
    private func entry(line: Int) -> Entry? {
        let control = unsafe rows.control(line)
        let row = unsafe rows.row(line).pointee
        guard control.kind & RegistrationRow.isRegistered != 0 else { return nil }
        return Entry(
            device: row.name, address: row.address(control),
            lines: lines(of: row, control), template: row.template, deviceClass: row.deviceClass,
            registeredAt: Instant(nanoseconds: row.registeredAt))
    }

    func lines(of row: RegistrationRow, _ control: LineControl) -> AssignedLines {
        control.detail > 0
            ? .provisioned(provisioned[Int(control.detail) - 1].lines)
            : .pooled(LineRange(first: DirectoryName(rawValue: row.firstLine), count: Int(row.lineCount)))
    }

    /// Whether all rows stand where a search finds them; for tests, while nobody else uses the table.
    func invariantsHold() -> Bool {
        unsafe rows.invariantsHold { unsafe rows.home(ofHash: hasher.hash($0)) }
    }
}

extension RegistrationTable.Entry {
    func has(_ name: DirectoryName) -> Bool {
        switch lines {
        case .pooled(let range):
            let (offset, overflow) = name.rawValue.subtractingReportingOverflow(range.first.rawValue)
            return !overflow && offset < UInt64(range.count)
        case .provisioned(let names): return names.contains(name)
        }
    }
}

extension RegistrationRow {
    func address(_ control: LineControl) -> InternalAddress {
        InternalAddress(ipv6High: addressHigh, low: addressLow, port: control.port)
    }

    var template: DeviceTemplate {
        DeviceTemplate(identifier: templateIdentifier, lineButtonCount: lineCount, hasMessagesButton: hasMailbox)
    }
}

// Sound: rows are touched only under their lines' locks.
extension RegistrationTable: @unchecked Sendable {}
