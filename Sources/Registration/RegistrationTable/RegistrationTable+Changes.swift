/// Changes to rows other than queueing and completing them.
extension RegistrationTable {
    /// Notes that a queued row waits in another tier than it was reserved for. The caller reserved the row.
    @inline(never)
    func move(line: Int, toTier tier: UInt8) {
        var control = unsafe rows.lock(line)
        control.note = tier
        unsafe rows.unlock(line, control)
    }

    /// What came of ``remove(_:hash:)``.
    @_spi(HotPaths) public enum Removal {
        /// The device is not registered.
        case absent
        /// It was, with this row. `isFreed` unless a request of the device is queued, which keeps the row.
        case removed(RegistrationRow, isFreed: Bool)
    }

    /// Leaves the row at the end of a locked path to a request that is queued, as that of a device which is not registered, and
    /// unlocks the path.
    func leaveQueued(_ row: RegistrationRow, path: LinePath, _ control: LineControl) {
        var control = control
        control.kind = RegistrationRow.isQueued
        let left = RegistrationRow(name: row.name, address: row.address, deviceClass: row.deviceClass)
        unsafe rows.replaceRow(path.line, with: left, &control)
        unsafe rows.unlock(path, leaving: control)
    }

    /// Ends the registration of `device`, and its names in the directory.
    @_spi(HotPaths) public func remove(_ device: DeviceName, hash: UInt64) -> Removal {
        guard let path = unsafe rows.lockPath(to: device, home: rows.home(ofHash: hash)) else { return .absent }
        let control = unsafe rows.control(path.line)
        let row = unsafe rows.row(path.line).pointee
        guard control.kind & RegistrationRow.isRegistered != 0 else {
            unsafe rows.unlock(path)
            return .absent
        }
        let isFreed = control.kind & RegistrationRow.isQueued == 0
        // Before the row is let go: once it is, the device may come back to the same line and enter its names again.
        for name in directoryNames(of: row.lines, for: device) { directory.remove(name, row: path.line) }
        if isFreed {
            unsafe rows.free(path)
        } else {
            leaveQueued(row, path: path, control)
        }
        return .removed(row, isFreed: isFreed)
    }
}
