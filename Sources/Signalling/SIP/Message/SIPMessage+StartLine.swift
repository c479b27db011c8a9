extension SIPMessage {
    /// Reads a request line or a status line (RFC 3261 sections 7.1 and 7.2): parts are parted by exactly one blank.
    mutating func readStartLine(_ start: Int, _ end: Int, in bytes: Span<UInt8>) throws(SIPFault) {
        var cursor = SIPCursor(from: start, to: end)
        let first = cursor.take(.token, in: bytes)
        guard !first.isEmpty else { throw SIPFault(.startLine, at: start) }
        if cursor.peek(in: bytes) == 0x2F {
            (status, reasonPhrase) = try Self.statusLine(SIPCursor(from: start, to: end), in: bytes)
        } else {
            try readRequestLine(first, &cursor, in: bytes)
        }
    }

    private mutating func readRequestLine(
        _ name: SIPSlice, _ cursor: inout SIPCursor, in bytes: Span<UInt8>
    ) throws(SIPFault) {
        // The method is kept in any case, so that a fault behind it can be answered.
        methodName = name
        method = SIPMethod(name, in: bytes)
        guard cursor.take(0x20, in: bytes) else { throw SIPFault(.startLine, at: cursor.offset) }
        let uri = cursor.take(.address, in: bytes)
        guard !uri.isEmpty, cursor.take(0x20, in: bytes) else { throw SIPFault(.startLine, at: cursor.offset) }
        requestURI = uri
        try Self.checkVersion(cursor.rest, in: bytes)
    }

    /// What a status line says.
    static func statusLine(
        _ line: SIPCursor, in bytes: Span<UInt8>
    ) throws(SIPFault) -> (status: SIPStatus, reasonPhrase: SIPSlice) {
        var cursor = line
        let versionStart = cursor.offset
        while !cursor.isAtEnd, cursor.peek(in: bytes) != 0x20 { cursor.advance() }
        try checkVersion(SIPSlice(versionStart, cursor.offset), in: bytes)
        guard cursor.take(0x20, in: bytes) else { throw SIPFault(.startLine, at: cursor.offset) }
        let digits = cursor.take(.digit, in: bytes)
        var code = SIPCursor(digits)
        guard digits.count == 3, let number = code.takeDecimal(in: bytes),
            let status = SIPStatus(code: Int(clamping: number)), cursor.isAtEnd || cursor.take(0x20, in: bytes)
        else { throw SIPFault(.startLine, at: digits.lowerBound) }
        return (status, cursor.rest)
    }

    /// Another number behind "SIP/" is another version; anything else is no version at all.
    private static func checkVersion(_ version: SIPSlice, in bytes: Span<UInt8>) throws(SIPFault) {
        if version.matches("sip/2.0", in: bytes) { return }
        var cursor = SIPCursor(version)
        guard cursor.take(.token, in: bytes).matches("sip", in: bytes), cursor.take(0x2F, in: bytes),
            cursor.takeDecimal(in: bytes) != nil, cursor.take(0x2E, in: bytes),
            cursor.takeDecimal(in: bytes) != nil, cursor.isAtEnd
        else { throw SIPFault(.startLine, at: version.lowerBound) }
        throw SIPFault(.version, at: version.lowerBound)
    }
}
