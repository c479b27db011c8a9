internal import Registration
internal import Signalling

/// Which nonce counts an address of record has used, of the newest nonce that it ever used (RFC 7616 section 5.5): what was proved once
/// proves nothing again.
///
/// Nonces are ordered by the time that they were made. A newer one takes the place of the last and begins to count anew; an older one is
/// never taken again, though it may not have ended. Were it taken, its counts would be forgotten with the change of nonces, and all that was
/// recorded of it would be good once more. So phones that share an address of record put one another's nonces out of use, and pay one
/// more challenge for that at a refresh.
///
/// 32 bytes. Nothing is ever forgotten, so there is no replay for want of room.
struct SIPNonceUse: Hashable, Sendable {
    /// What comes of a use.
    enum Outcome: Hashable, Sendable {
        /// The nonce was not used with this count before.
        case first
        /// It was, or too long ago to say, or the client does not count.
        case repeated
        /// A newer nonce was used since.
        case superseded
    }

    private var madeAt: Instant
    private var window = NonceCountWindow()

    /// No use of a nonce yet.
    init(of nonce: DigestNonce) { madeAt = nonce.madeAt }

    /// Uses a nonce, which was made here and has not ended.
    ///
    /// - Parameter count: how often the client has used it, this time included; 0 where it does not count.
    mutating func use(_ nonce: DigestNonce, count: UInt32) -> Outcome {
        guard nonce.madeAt >= madeAt else { return .superseded }
        guard count > 0 else { return .repeated }
        if nonce.madeAt > madeAt { self = SIPNonceUse(of: nonce) }
        return window.use(count) ? .first : .repeated
    }
}
