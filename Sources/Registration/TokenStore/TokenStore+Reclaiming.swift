/// Giving back the lines of rows that no longer hold.
extension TokenStore {
    /// Frees rows among `lines` that no longer hold at `now`, and counts them into `effects`.
    ///
    /// A token or reservation that ended is freed at once; a plain denial some time after, so that its count of denials lives
    /// until the device is back. Cost: one lock per line, in order of memory.
    @_spi(HotPaths) public func sweep(lines: Range<Int>, effects: inout Effects, at now: Instant) {
        for line in unsafe lines.clamped(to: 0..<table.lineCount) {
            // Most lines are free: a look without the lock says so, and if it is wrong the next pass sees the row.
            guard unsafe table.control(line).isOccupied else { continue }
            let control = unsafe table.lock(line)
            let row = unsafe table.row(line).pointee
            unsafe table.unlock(line, control)
            guard control.isOccupied, row.isOver(control, at: now) else { continue }
            let home = unsafe table.home(ofHash: hasher.hash(row.name))
            guard let path = unsafe table.lockPath(to: row.name, home: home) else { continue }
            // It may be another row of the same device by now.
            let current = unsafe table.control(path.line)
            guard unsafe table.row(path.line).pointee.isOver(current, at: now) else {
                unsafe table.unlock(path)
                continue
            }
            switch TokenRow.Kind(rawValue: current.kind) {
            case .granted:
                unsafe table.free(path, leaving: current.kind)
                effects.expiredTokens += 1
            case .reserved:
                unsafe table.free(path)
                effects.missedSlots += 1
            case .denied, nil: unsafe table.free(path)
            }
        }
    }
}
