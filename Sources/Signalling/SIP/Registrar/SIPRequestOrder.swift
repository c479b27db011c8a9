/// The place of a registration in the order of its device's requests, in two words (RFC 3261 section 10.3, step 7): within one Call-ID
/// a request whose CSeq is not higher than the last is old, and must change nothing.
public struct SIPRequestOrder: Hashable, Sendable, BitwiseCopyable {
    /// 64 bits of a hash of the Call-ID.
    public let callID: UInt64
    /// The number of CSeq.
    public let number: UInt32

    /// The order of `message`, which was read from `bytes`.
    public init(_ message: borrowing SIPMessage, in bytes: Span<UInt8>) {
        var hash = SipHash(key: SipHash.Key(low: 0, high: 0))
        hash.combine(message.callID, of: bytes)
        callID = hash.finish().low
        number = message.sequence.number
    }

    /// Whether a request of this order may follow one of `last`. The same number again is a retransmission, which the same
    /// answer serves.
    public func follows(_ last: SIPRequestOrder) -> Bool { callID != last.callID || number > last.number }
}
