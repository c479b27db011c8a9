public import LockFree

/// The registration table (figure 4): which devices are registered, where they are, and under which directory names they are
/// called. Found by device name and by directory name.
///
/// A device has one row of 64 bytes from the moment its request is queued: that is how a device is in the queue at most once,
/// and why a queued request cannot fail for want of a row. A row that is only queued is in no lookup. Memory is fixed and
/// resident from the start, about 107 bytes per device of the capacity, directory included.
///
/// Thread-safe: changes by the locks of ``_UnsafeLineTable`` and of ``Directory``, of which the directory's are never held while a
/// row's is taken; look-ups without a lock, by the versions of rows.
///
/// Source: row S12.
@safe
public struct RegistrationTable: ~Copyable {
    let rows: _UnsafeLineTable<RegistrationRow>
    private let region: PageRegion
    let directory: Directory
    let hasher: DeviceHasher
    /// Devices whose lines are laid down, by name.
    let provisioned: [DeviceName: ProvisionedDevice]

    /// A table for `capacity` devices with `directoryCapacity` names together. Rows fill at most 8/15 of the lines, which keeps
    /// searches short.
    @_spi(HotPaths) public init(
        capacity: Int, directoryCapacity: Int, plan: ServicePlan, hasher: DeviceHasher
    ) throws(OutOfMemory) {
        let homeCount = max(capacity * 15 / 8, 1)
        let region = unsafe try PageRegion(
            byteCount: _UnsafeLineTable<RegistrationRow>.byteCount(homeCount: homeCount))
        directory = try Directory(capacity: directoryCapacity, plan: plan, hasher: hasher)
        unsafe rows = _UnsafeLineTable(homeCount: homeCount, in: region)
        self.region = region
        self.hasher = hasher
        provisioned = Dictionary(plan.provisioned.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The memory held, directory included, in bytes.
    public var byteCount: Int { region.byteCount + directory.byteCount }

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
        var address = InternalAddress(ipv6High: 0, low: 0, port: 0)
        var deviceClass = DeviceClass.phone
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
        guard let claim = unsafe rows.lockPath(claiming: device, home: home) else { return .full }
        let path = claim.path
        var control = claim.control
        var row = unsafe rows.row(path.line).pointee
        var replaced: Replaced?
        if claim.isNew {
            guard mayCreate else {
                unsafe rows.free(path)
                return .full
            }
            row = RegistrationRow(name: device, address: address, deviceClass: deviceClass)
        } else if control.kind & RegistrationRow.isQueued != 0 {
            let tier = control.note
            unsafe rows.unlock(path)
            return .duplicate(tier: tier)
        } else {
            replaced = Replaced(address: row.address, deviceClass: row.deviceClass)
            row.address = address
            row.deviceClass = deviceClass
        }
        control.kind |= RegistrationRow.isQueued
        control.note = tier
        unsafe rows.replaceRow(path.line, with: row, &control)
        unsafe rows.unlock(path, leaving: control)
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
            var row = unsafe rows.row(path.line).pointee
            row.address = replaced.address
            row.deviceClass = replaced.deviceClass
            unsafe rows.replaceRow(path.line, with: row, &control)
        }
        unsafe rows.unlock(path, leaving: control)
        return false
    }

    /// Whether all rows stand where a search finds them; for tests, while nobody else uses the table.
    func invariantsHold() -> Bool {
        unsafe rows.invariantsHold { unsafe rows.home(ofHash: hasher.hash($0)) }
    }
}

// Sound: rows are touched only under their lines' locks.
extension RegistrationTable: @unchecked Sendable {}
