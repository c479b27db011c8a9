/// A parameter of a field: ";name" or ";name=value" (RFC 3261 section 7.3.1, generic-param).
public struct SIPParameter: Sendable, BitwiseCopyable {
    /// From the semicolon to the end of the value.
    public let whole: SIPSlice
    /// The name.
    public let name: SIPSlice
    /// The value without quotes; absent when there is none.
    public let value: SIPSlice
}

extension SIPCursor {
    /// Passes the next parameter; `nil` when no semicolon is next. Moves past leading white space in any case.
    ///
    /// - Throws: a fault of `field` when a semicolon is next and no parameter follows.
    mutating func takeParameter(of field: SIPFieldName, in bytes: Span<UInt8>) throws(SIPFault) -> SIPParameter? {
        skipSpace(in: bytes)
        let start = offset
        guard take(0x3B, in: bytes) else { return nil }
        skipSpace(in: bytes)
        let name = take(.token, in: bytes)
        guard !name.isEmpty else { throw SIPFault(.malformedField, field, at: offset) }
        let nameEnd = offset
        guard takeSeparator(0x3D, in: bytes) else {
            return SIPParameter(whole: SIPSlice(start, nameEnd), name: name, value: .absent)
        }
        if peek(in: bytes) == 0x22 {
            guard let value = takeQuoted(in: bytes) else { throw SIPFault(.malformedField, field, at: offset) }
            return SIPParameter(whole: SIPSlice(start, offset), name: name, value: value)
        }
        let value = take(.parameterValue, in: bytes)
        guard !value.isEmpty else { throw SIPFault(.malformedField, field, at: offset) }
        return SIPParameter(whole: SIPSlice(start, offset), name: name, value: value)
    }
}
