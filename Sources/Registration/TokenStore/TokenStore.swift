public import LockFree

/// The tokens outstanding (token information 64): at most one per device, found by device and by token.
///
/// The store is sharded down to the cache line: each row has a line and a lock of its own, see ``_UnsafeLineTable``. Memory is
/// 64 bytes per slot, fixed and resident from the start.
///
/// - A device that asks again while its grant lives gets the same token; while its retry time runs, the same retry time.
/// - A token is redeemed at most once, by the device it was granted to, strictly before its timeout ends.
/// - A row is freed when its token is redeemed, and otherwise by ``sweep(lines:at:)``, which lanes call with a little work
///   each; there is no pass that stops the others.
/// - Full: no line in reach of the device's home is free. A grant is then not made; the caller denies.
///
/// Thread-safe; time is an argument. Each call takes the locks of the lines from a device's home to its row, one in the
/// common case.
///
/// Source: rows S2, S4, S5.
@safe
public struct TokenStore: ~Copyable {
    let table: _UnsafeLineTable<TokenRow>
    private let region: PageRegion
    let hasher: DeviceHasher

    /// A store of at least `slotCount` slots whose places depend on `hasher`.
    @_spi(HotPaths) public init(slotCount: Int, hasher: DeviceHasher) throws(OutOfMemory) {
        // Whole pages, once it is more than one: a slot then costs its 64 bytes and nothing beside.
        let homeCount = slotCount < 64 ? slotCount : (slotCount + 63) / 64 * 64
        region = unsafe try PageRegion(byteCount: _UnsafeLineTable<TokenRow>.byteCount(homeCount: homeCount))
        unsafe table = _UnsafeLineTable(homeCount: homeCount, in: region)
        self.hasher = hasher
    }

    /// Slots, occupied or not.
    public var slotCount: Int { unsafe table.lineCount }

    /// The memory held, in bytes.
    public var byteCount: Int { region.byteCount }

    /// Asks for the line of a device that a later call of the same batch will work on.
    @inline(__always)
    @_spi(HotPaths) public func prefetch(hash: UInt64) { unsafe table.prefetch(table.home(ofHash: hash)) }

    /// Asks for the line after a device's home if the home is taken, once the homes of the batch were asked for. The look is a
    /// hint and needs no lock; looking at all homes in a row also waits for all of them at once, where locking them waits for
    /// one after the other.
    @inline(__always)
    @_spi(HotPaths) public func prefetchOverflow(hash: UInt64) {
        let home = unsafe table.home(ofHash: hash)
        if unsafe table.control(home).isOccupied { unsafe table.prefetch(home + 1) }
    }

    // MARK: Requests

    /// How the store answers a token request.
    @_spi(HotPaths) public enum Answer {
        /// A token; `isNew` when it was granted by this call.
        case granted(Token, timeout: Nanoseconds, isNew: Bool)
        /// Granted into a slot that was reserved: nothing new was promised.
        case grantedInSlot(Token, timeout: Nanoseconds)
        /// Inside a slot that was reserved, by a request that wants no token: the slot is used up.
        case slot
        /// Come again later; `isNew` when the proposal was used.
        case denied(retryAfter: Nanoseconds, isNew: Bool)
        /// Denied often enough: ask the law again, as for a priority request.
        case aged
        /// No room for a row. The proposal was not used.
        case full
    }

    /// What happened to the row besides the answer, for the counters.
    @_spi(HotPaths) public struct Effects {
        /// Tokens that were found to have ended.
        @_spi(HotPaths) public var expiredTokens = 0
        /// Reservations whose devices did not come.
        @_spi(HotPaths) public var missedSlots = 0

        /// Nothing happened.
        @_spi(HotPaths) public init() {}
    }

    /// The grant that a proposal makes.
    @_spi(HotPaths) public struct Terms {
        /// How long a token is valid; `nil` when none is to come of the request, whose proposal is then a denial.
        @_spi(HotPaths) public var timeout: Nanoseconds?
        /// How long after its retry time a reservation stays open.
        @_spi(HotPaths) public var slotGrace: Nanoseconds
        /// How long before its retry time a reservation opens.
        @_spi(HotPaths) public var slotLead: Nanoseconds
        /// Denials in a row after which the answer is ``Answer/aged``; 0 for never.
        @_spi(HotPaths) public var denialsUntilPriority: Int

        /// Terms of these parts.
        @_spi(HotPaths) public init(
            timeout: Nanoseconds?, slotGrace: Nanoseconds, slotLead: Nanoseconds = .zero, denialsUntilPriority: Int
        ) {
            self.timeout = timeout
            self.slotGrace = slotGrace
            self.slotLead = slotLead
            self.denialsUntilPriority = denialsUntilPriority
        }
    }

    /// Answers `device`: from its row where that still holds, otherwise by `proposal`.
    @inline(__always)
    @_spi(HotPaths) public func request(
        _ device: DeviceName, hash: UInt64, address: InternalAddress, proposal: AdmissionDecision, terms: Terms,
        generator: inout TokenGenerator, effects: inout Effects, at now: Instant
    ) -> Answer {
        guard let claim = unsafe table.lockPath(claiming: device, home: table.home(ofHash: hash)) else { return .full }
        let path = claim.path
        var control = claim.control
        let row = unsafe table.row(path.line)
        var isInSlot = false
        if claim.isNew {
            unsafe row.pointee.name = device
        } else {
            let end = unsafe row.pointee.end(control)
            switch TokenRow.Kind(rawValue: control.kind) {
            case .granted:
                if now < end {
                    let token = unsafe token(of: row.pointee, line: path.line)
                    unsafe table.unlock(path)
                    return .granted(token, timeout: end - now, isNew: false)
                }
                effects.expiredTokens += 1
            case .denied, .reserved:
                let retryAt = unsafe Instant(nanoseconds: row.pointee.time)
                let isReserved = control.kind == TokenRow.Kind.reserved.rawValue
                if now < retryAt, !isReserved || retryAt - now > terms.slotLead {
                    unsafe table.unlock(path)
                    return .denied(retryAfter: retryAt - now, isNew: false)
                }
                if isReserved {
                    isInSlot = now <= end
                    if !isInSlot { effects.missedSlots += 1 }
                }
            case nil: break
            }
        }
        var decision = proposal
        if isInSlot {
            guard terms.timeout != nil else {
                unsafe table.free(path)
                return .slot
            }
            decision = .grant
        }
        switch decision {
        case .grant:
            let timeout = terms.timeout ?? .zero
            let secret = generator.next()
            control.kind = TokenRow.Kind.granted.rawValue
            control.note = 0
            control.port = address.port
            control.detail = UInt32(clamping: timeout.count / 1_000_000)
            unsafe row.pointee.secretHigh = secret.high
            unsafe row.pointee.secretLow = secret.low
            unsafe row.pointee.addressHigh = address.high
            unsafe row.pointee.addressLow = address.low
            unsafe row.pointee.time = now.nanoseconds
            unsafe table.unlock(path, leaving: control)
            let token = Token(high: secret.high, low: secret.low, slot: UInt32(truncatingIfNeeded: path.line))
            return isInSlot
                ? .grantedInSlot(token, timeout: timeout) : .granted(token, timeout: timeout, isNew: true)
        case .deny(let retryAfter, let reserves):
            // The count stops at 15, so it is compared before it grows.
            let hasAged = terms.denialsUntilPriority > 0 && Int(control.note) >= min(terms.denialsUntilPriority, 15)
            if !hasAged {
                control.kind = (reserves ? TokenRow.Kind.reserved : .denied).rawValue
                control.note = min(control.note + 1, 15)
                control.detail = UInt32(clamping: terms.slotGrace.count / 1_000_000)
                unsafe row.pointee.time = (now + retryAfter).nanoseconds
                unsafe table.unlock(path, leaving: control)
                return .denied(retryAfter: retryAfter, isNew: true)
            }
            // The row stays as a denial that is due, so that the next call of this request finds its count.
            control.kind = TokenRow.Kind.denied.rawValue
            unsafe row.pointee.time = now.nanoseconds
            unsafe table.unlock(path, leaving: control)
            return .aged
        }
    }

    // MARK: Redemption

    /// A token taken out of the store, with what is needed to put it back.
    @_spi(HotPaths) public struct Redemption: BitwiseCopyable {
        var row = TokenRow(
            name: DeviceName(high: 0, low: 0), secretHigh: 0, secretLow: 0, addressHigh: 0, addressLow: 0, time: 0)
        var control = LineControl(rawValue: 0)
        var grantedAt: Instant { Instant(nanoseconds: row.time) }
    }

    /// The outcome of ``redeem(_:by:hash:at:)``.
    @_spi(HotPaths) public enum RedeemResult {
        /// The token was valid and is now used.
        case redeemed(Redemption)
        /// It was not. `grantedAt` where this call ended the grant: a token that expired, and that nothing noticed before.
        case refused(TokenRefusal, grantedAt: Instant?)
    }

    /// Uses the token of `device`, if `proof` shows it and its time has not ended. At most one call ever succeeds per token.
    @inline(__always)
    @_spi(HotPaths) public func redeem(_ proof: TokenProof, by device: DeviceName, hash: UInt64, at now: Instant)
        -> RedeemResult
    {
        guard let path = unsafe table.lockPath(to: device, home: table.home(ofHash: hash)) else {
            return .refused(refusal(of: proof), grantedAt: nil)
        }
        let control = unsafe table.control(path.line)
        let row = unsafe table.row(path.line).pointee
        guard control.kind == TokenRow.Kind.granted.rawValue, row.isShown(by: proof) else {
            unsafe table.unlock(path)
            return .refused(refusal(of: proof), grantedAt: nil)
        }
        guard now < row.end(control) else {
            unsafe table.free(path, leaving: control.kind)
            return .refused(.expired, grantedAt: Instant(nanoseconds: row.time))
        }
        unsafe table.free(path)
        return .redeemed(Redemption(row: row, control: control))
    }

    /// Puts a redeemed token back with its secret and its timeout, because its registration could not be queued; `false` when
    /// its place is taken by now.
    @inline(never)
    func restore(_ redemption: Redemption, hash: UInt64) -> Bool {
        let name = redemption.row.name
        guard let claim = unsafe table.lockPath(claiming: name, home: table.home(ofHash: hash)) else { return false }
        var control = claim.control
        if claim.isNew {
            control = redemption.control
            control.overflow = claim.control.overflow
            unsafe table.row(claim.path.line).pointee = redemption.row
        }
        unsafe table.unlock(claim.path, leaving: control)
        return claim.isNew
    }

    /// Why a token that is not its device's live grant was shown: by the hint it carries, as far as the line still tells.
    @inline(never)
    private func refusal(of proof: TokenProof) -> TokenRefusal {
        guard case .token(let token) = proof, Int(token.slot) < slotCount else { return .unknown }
        let line = Int(token.slot)
        let control = unsafe table.lock(line)
        let row = unsafe table.row(line).pointee
        unsafe table.unlock(line, control)
        guard row.isShown(by: proof) else { return .unknown }
        // A line that a token left by expiring keeps its kind, see TokenRow.
        guard control.kind == TokenRow.Kind.granted.rawValue else { return .reused }
        return control.isOccupied ? .foreign : .expired
    }

    // MARK: Initial registrations

    /// What the store knows of a device that asks to register without a token.
    enum Standing {
        /// Nothing that holds: ask the law.
        case none
        /// The device has a live grant.
        case grant
        /// The device comes inside the slot reserved for it; the row is gone.
        case slot
        /// The device was denied, and comes after its retry time; its count of denials is kept.
        case due
        /// The device comes before its retry time.
        case early(retryAfter: Nanoseconds)
    }

    /// Looks a device up before its initial registration is decided.
    @inline(__always)
    func standing(
        of device: DeviceName, hash: UInt64, slotLead: Nanoseconds, effects: inout Effects, at now: Instant
    ) -> Standing {
        guard let path = unsafe table.lockPath(to: device, home: table.home(ofHash: hash)) else { return .none }
        let control = unsafe table.control(path.line)
        let row = unsafe table.row(path.line).pointee
        let end = row.end(control)
        switch TokenRow.Kind(rawValue: control.kind) {
        case .granted:
            unsafe table.unlock(path)
            return now < end ? .grant : .none
        case .denied, .reserved:
            let isReserved = control.kind == TokenRow.Kind.reserved.rawValue
            let untilRetry = Instant(nanoseconds: row.time) - now
            if untilRetry > (isReserved ? slotLead : .zero) {
                unsafe table.unlock(path)
                return .early(retryAfter: untilRetry)
            }
            if isReserved {
                unsafe table.free(path)
                if now <= end { return .slot }
                effects.missedSlots += 1
                return .none
            }
            unsafe table.unlock(path)
            return .due
        case nil:
            unsafe table.unlock(path)
            return .none
        }
    }

    /// Forgets that `device` was denied: it was admitted without a token, and its count starts again.
    @inline(never)
    func forgetDenials(of device: DeviceName, hash: UInt64) {
        guard let path = unsafe table.lockPath(to: device, home: table.home(ofHash: hash)) else { return }
        if unsafe table.control(path.line).kind == TokenRow.Kind.denied.rawValue {
            unsafe table.free(path)
        } else {
            unsafe table.unlock(path)
        }
    }

    /// The token in a line.
    func token(of row: TokenRow, line: Int) -> Token {
        Token(high: row.secretHigh, low: row.secretLow, slot: UInt32(truncatingIfNeeded: line))
    }

    /// Whether all rows stand where a search finds them; for tests, while nobody else uses the store.
    func invariantsHold() -> Bool {
        unsafe table.invariantsHold { unsafe table.home(ofHash: hasher.hash($0)) }
    }
}

extension TokenRow {
    /// Whether `proof` shows this row's token. Compares all 128 bits, whatever the first say.
    func isShown(by proof: TokenProof) -> Bool {
        guard case .token(let token) = proof else { return true }
        return (secretHigh ^ token.high) | (secretLow ^ token.low) == 0
    }
}

// Sound: rows are touched only under their lines' locks.
extension TokenStore: @unchecked Sendable {}
