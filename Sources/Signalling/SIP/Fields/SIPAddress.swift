/// The value of From, To, Refer-To or one of Contact: an address, and what is said of it (RFC 3261 section 20, name-addr and
/// addr-spec).
public struct SIPAddress: Sendable, BitwiseCopyable {
    /// The name that is shown: between its quotes where it has some; absent when there is none.
    public internal(set) var displayName = SIPSlice.absent
    /// The address, without angle brackets.
    public internal(set) var uri = SIPSlice.absent
    /// The parameter `tag`; absent when there is none.
    public internal(set) var tag = SIPSlice.absent

    /// Whether the field was read without a fault.
    public var isPresent: Bool { uri.isPresent }

    /// Reads a field that has one address: From and To.
    static func read(_ value: SIPSlice, of field: SIPFieldName, in bytes: Span<UInt8>) throws(SIPFault) -> SIPAddress {
        var cursor = SIPCursor(value)
        var address = try cursor.takeAddress(of: field, in: bytes)
        while let parameter = try cursor.takeParameter(of: field, in: bytes) {
            if !address.tag.isPresent, parameter.name.matches("tag", in: bytes) { address.tag = parameter.value }
        }
        guard cursor.isAtEnd else { throw SIPFault(.malformedField, field, at: cursor.offset) }
        return address
    }
}

extension SIPCursor {
    /// Passes an address, in angle brackets with a name before it or bare, up to its parameters.
    mutating func takeAddress(of field: SIPFieldName, in bytes: Span<UInt8>) throws(SIPFault) -> SIPAddress {
        var address = SIPAddress()
        skipSpace(in: bytes)
        if peek(in: bytes) == 0x22 {
            guard let name = takeQuoted(in: bytes) else { throw SIPFault(.malformedField, field, at: offset) }
            address.displayName = name
            skipSpace(in: bytes)
        } else if peek(in: bytes) != 0x3C {
            let start = offset
            takeWords(in: bytes)
            guard peek(in: bytes) == 0x3C else {
                address.uri = try takeBareURI(from: start, of: field, in: bytes)
                return address
            }
            address.displayName = SIPSlice(start, offset)
        }
        guard take(0x3C, in: bytes) else { throw SIPFault(.malformedField, field, at: offset) }
        address.uri = take(.address, in: bytes)
        guard hasScheme(address.uri, in: bytes), take(0x3E, in: bytes) else {
            throw SIPFault(.malformedField, field, at: offset)
        }
        return address
    }

    /// Passes the words of a name that is not quoted.
    private mutating func takeWords(in bytes: Span<UInt8>) {
        while SIPCharacters.token.contains(peek(in: bytes)) || SIPCharacters.space.contains(peek(in: bytes)) {
            advance()
        }
    }

    /// Passes an address without brackets. A semicolon ends it, and so does a comma; with a question mark it would need brackets
    /// (RFC 3261 section 20.10).
    private mutating func takeBareURI(
        from start: Int, of field: SIPFieldName, in bytes: Span<UInt8>
    ) throws(SIPFault) -> SIPSlice {
        self = SIPCursor(from: start, to: end)
        while SIPCharacters.address.contains(peek(in: bytes)) {
            let character = peek(in: bytes)
            if character == 0x3B || character == 0x2C || character == 0x3F { break }
            advance()
        }
        let uri = SIPSlice(start, offset)
        guard hasScheme(uri, in: bytes), peek(in: bytes) != 0x3F else {
            throw SIPFault(.malformedField, field, at: offset)
        }
        return uri
    }

    /// Whether `uri` begins with a scheme and a colon and goes on.
    private func hasScheme(_ uri: SIPSlice, in bytes: Span<UInt8>) -> Bool {
        var cursor = SIPCursor(uri)
        let scheme = cursor.take(.scheme, in: bytes)
        return !scheme.isEmpty && cursor.take(0x3A, in: bytes) && !cursor.isAtEnd
    }
}
