public import Registration

/// A nonce of ours: when it was made, and a seal that only the maker of nonces can make. 48 hexadecimal digits on the wire.
public struct DigestNonce: Hashable, Sendable, BitwiseCopyable {
    /// When it was made.
    public let madeAt: Instant
    private let seal: SipHash.Value

    fileprivate init(madeAt: Instant, seal: SipHash.Value) {
        self.madeAt = madeAt
        self.seal = seal
    }

    /// The nonce that `slice` spells; `nil` when it has another form. Whether it was made here, a ``DigestVerifier`` says.
    public init?(_ slice: SIPSlice, in bytes: Span<UInt8>) {
        guard slice.count == 48 else { return nil }
        let start = slice.lowerBound
        guard let time = SIPSlice(start, start + 16).hexadecimalNumber(in: bytes),
            let low = SIPSlice(start + 16, start + 32).hexadecimalNumber(in: bytes),
            let high = SIPSlice(start + 32, start + 48).hexadecimalNumber(in: bytes)
        else { return nil }
        self.init(
            madeAt: Instant(nanoseconds: Int64(bitPattern: time)), seal: SipHash.Value(low: low, high: high))
    }

    /// Whether it has this seal. Takes the same time wherever they differ.
    fileprivate func hasSeal(_ other: SipHash.Value) -> Bool {
        (seal.low ^ other.low) | (seal.high ^ other.high) == 0
    }

    /// Writes it.
    func write(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        try output.write(hexadecimal: UInt64(bitPattern: madeAt.nanoseconds))
        try output.write(hexadecimal: seal.low)
        try output.write(hexadecimal: seal.high)
    }
}

/// Makes nonces and knows them again without keeping any (RFC 7616 section 3.3 and 5.4): a nonce is the time that it was made,
/// sealed with a secret by SipHash-2-4.
public struct DigestNonces: Sendable {
    private let key: SipHash.Key
    private let lifetime: Nanoseconds

    /// A maker of nonces that last for `lifetime`. The secret is 128 bits from the system's source of randomness, made anew at each
    /// start: then nonces of an earlier run are foreign, whatever the clock.
    public init(secret: (UInt64, UInt64), lifetime: Nanoseconds) {
        key = SipHash.Key(low: secret.0, high: secret.1)
        self.lifetime = lifetime
    }

    /// The nonce of this moment.
    public func nonce(at now: Instant) -> DigestNonce { DigestNonce(madeAt: now, seal: seal(now)) }

    /// Whether `nonce` was made here, and not longer ago than it lasts.
    func isFresh(_ nonce: DigestNonce, at now: Instant) -> Bool {
        let age = now - nonce.madeAt
        return nonce.hasSeal(seal(nonce.madeAt)) && age >= .zero && age <= lifetime
    }

    private func seal(_ time: Instant) -> SipHash.Value {
        var hash = SipHash(key: key)
        hash.combine(UInt64(bitPattern: time.nanoseconds))
        return hash.finish()
    }
}
