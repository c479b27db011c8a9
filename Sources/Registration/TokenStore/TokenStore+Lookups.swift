/// Who holds which token; for people and checks, beside the request path.
extension TokenStore {
    /// A grant that is outstanding.
    public struct Grant: Hashable, Sendable {
        /// The token.
        public let token: Token
        /// Whose it is.
        public let device: DeviceName
        /// Where the device was when it asked.
        public let address: InternalAddress
        /// When it was granted.
        public let grantedAt: Instant
        /// The first instant at which it is no longer valid.
        public let expiresAt: Instant
    }

    /// The grant of `device` that is valid at `now`.
    public func grant(of device: DeviceName, at now: Instant) -> Grant? {
        let home = unsafe table.home(ofHash: hasher.hash(device))
        guard let path = unsafe table.lockPath(to: device, home: home) else { return nil }
        defer { unsafe table.unlock(path) }
        return grant(line: path.line, at: now)
    }

    /// The grant that `token` stands for, valid at `now`.
    public func grant(for token: Token, at now: Instant) -> Grant? {
        guard Int(token.slot) < slotCount else { return nil }
        let line = Int(token.slot)
        let control = unsafe table.lock(line)
        defer { unsafe table.unlock(line, control) }
        guard control.isOccupied, unsafe table.row(line).pointee.isShown(by: .token(token)) else { return nil }
        return grant(line: line, at: now)
    }

    /// The number of grants valid at `now`, by looking at every slot; for checks, not for the request path.
    public func countOutstandingGrants(at now: Instant) -> Int {
        var count = 0
        for line in unsafe 0..<table.lineCount {
            let control = unsafe table.lock(line)
            if control.isOccupied, grant(line: line, at: now) != nil { count += 1 }
            unsafe table.unlock(line, control)
        }
        return count
    }

    /// The grant in a locked, occupied line.
    private func grant(line: Int, at now: Instant) -> Grant? {
        let control = unsafe table.control(line)
        let row = unsafe table.row(line).pointee
        guard control.kind == TokenRow.Kind.granted.rawValue, now < row.end(control) else { return nil }
        return Grant(
            token: token(of: row, line: line), device: row.name,
            address: InternalAddress(ipv6High: row.addressHigh, low: row.addressLow, port: control.port),
            grantedAt: Instant(nanoseconds: row.time), expiresAt: row.end(control))
    }
}
