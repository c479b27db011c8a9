/// The value of CSeq: the place of a request in the order of its Call-ID (RFC 3261 section 20.16).
public struct SIPSequence: Sendable, BitwiseCopyable {
    /// The number, below 2^31 (RFC 3261 section 8.1.1.5).
    public internal(set) var number: UInt32 = 0
    /// The method.
    public internal(set) var method = SIPMethod.unknown
    /// The method's name.
    public internal(set) var methodName = SIPSlice.absent

    static func read(_ value: SIPSlice, in bytes: Span<UInt8>) throws(SIPFault) -> SIPSequence {
        var cursor = SIPCursor(value)
        var sequence = SIPSequence()
        guard let number = cursor.takeDecimal(in: bytes), number < 1 << 31 else {
            throw SIPFault(.malformedField, .cSeq, at: cursor.offset)
        }
        sequence.number = UInt32(truncatingIfNeeded: number)
        let numberEnd = cursor.offset
        cursor.skipSpace(in: bytes)
        sequence.methodName = cursor.take(.token, in: bytes)
        guard sequence.methodName.lowerBound > numberEnd, !sequence.methodName.isEmpty, cursor.isAtEnd else {
            throw SIPFault(.malformedField, .cSeq, at: cursor.offset)
        }
        sequence.method = SIPMethod(sequence.methodName, in: bytes)
        return sequence
    }
}
