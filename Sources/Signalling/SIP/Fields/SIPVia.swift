/// The top Via of a message: the hop that it came from, and where its answer goes (RFC 3261 sections 18.2 and 20.42).
public struct SIPVia: Sendable, BitwiseCopyable {
    /// What the hop came over.
    public enum Transport: UInt8, Hashable, Sendable, BitwiseCopyable {
        /// UDP.
        case udp
        /// TCP.
        case tcp
        /// TLS over TCP.
        case tls
        /// Another, known by its name only.
        case other
    }

    /// The value, from the protocol's name to the last parameter.
    public internal(set) var whole = SIPSlice.absent
    /// The transport.
    public internal(set) var transport = Transport.other
    /// The host that sent it: a name or an address, an IPv6 one in brackets.
    public internal(set) var host = SIPSlice.absent
    /// The port that sent it; 0 when it says none.
    public internal(set) var port: UInt16 = 0
    /// The branch, which names the transaction; absent with peers of RFC 2543.
    public internal(set) var branch = SIPSlice.absent
    /// The parameter `received` with its semicolon: what the hop before us says it saw, or absent.
    public internal(set) var receivedParameter = SIPSlice.absent
    /// The value of `received`.
    public internal(set) var received = SIPSlice.absent
    /// The parameter `rport` with its semicolon (RFC 3581), or absent.
    public internal(set) var responsePortParameter = SIPSlice.absent
    /// The value of `rport`; absent in a request.
    public internal(set) var responsePort = SIPSlice.absent

    /// Whether the answer is asked for at the port that the request came from (RFC 3581 section 4).
    public var asksForResponsePort: Bool { responsePortParameter.isPresent }

    /// The branch behind the cookie "z9hG4bK" of RFC 3261 section 8.1.1.7; absent when the branch does not begin with it, and
    /// then names no transaction by itself.
    public func transaction(in bytes: Span<UInt8>) -> SIPSlice { Self.transaction(of: branch, in: bytes) }

    private static func transaction(of branch: SIPSlice, in bytes: Span<UInt8>) -> SIPSlice {
        let cookie = SIPSlice(branch.lowerBound, branch.lowerBound &+ 7)
        guard branch.count > 7, cookie.matches("z9hg4bk", in: bytes) else { return .absent }
        return SIPSlice(branch.lowerBound &+ 7, branch.upperBound)
    }

    /// The transaction of the first value of a Via field, for whoever asks for nothing else of it: what stands before the parameters is not
    /// judged.
    static func transaction(ofFirst value: SIPSlice, in bytes: Span<UInt8>) throws(SIPFault) -> SIPSlice {
        var cursor = SIPCursor(value)
        while !cursor.isAtEnd, cursor.peek(in: bytes) != 0x3B, cursor.peek(in: bytes) != 0x2C { cursor.advance() }
        while let parameter = try cursor.takeParameter(of: .via, in: bytes) {
            if parameter.name.matches("branch", in: bytes) { return transaction(of: parameter.value, in: bytes) }
        }
        return .absent
    }

    /// Reads the first value of a Via field.
    static func read(_ value: SIPSlice, in bytes: Span<UInt8>) throws(SIPFault) -> SIPVia {
        var cursor = SIPCursor(value)
        var via = SIPVia()
        let name = cursor.take(.token, in: bytes)
        guard name.matches("sip", in: bytes), cursor.takeSeparator(0x2F, in: bytes),
            cursor.take(.token, in: bytes).equals("2.0", in: bytes), cursor.takeSeparator(0x2F, in: bytes)
        else { throw SIPFault(.malformedField, .via, at: cursor.offset) }
        let transport = cursor.take(.token, in: bytes)
        via.transport = Transport(transport, in: bytes)
        let transportEnd = cursor.offset
        cursor.skipSpace(in: bytes)
        guard !transport.isEmpty, cursor.offset > transportEnd else {
            throw SIPFault(.malformedField, .via, at: cursor.offset)
        }
        try via.readSentBy(&cursor, in: bytes)
        var end = cursor.offset
        while let parameter = try cursor.takeParameter(of: .via, in: bytes) {
            via.note(parameter, in: bytes)
            end = cursor.offset
        }
        guard cursor.isAtEnd || cursor.peek(in: bytes) == 0x2C else {
            throw SIPFault(.malformedField, .via, at: cursor.offset)
        }
        via.whole = SIPSlice(value.lowerBound, end)
        return via
    }

    private mutating func readSentBy(_ cursor: inout SIPCursor, in bytes: Span<UInt8>) throws(SIPFault) {
        let start = cursor.offset
        if cursor.take(0x5B, in: bytes) {
            while !cursor.isAtEnd, cursor.peek(in: bytes) != 0x5D {
                guard SIPCharacters.host.contains(cursor.peek(in: bytes)) else { break }
                cursor.advance()
            }
            guard cursor.take(0x5D, in: bytes) else { throw SIPFault(.malformedField, .via, at: cursor.offset) }
        } else {
            while SIPCharacters.host.contains(cursor.peek(in: bytes)), cursor.peek(in: bytes) != 0x3A {
                cursor.advance()
            }
        }
        host = SIPSlice(start, cursor.offset)
        guard !host.isEmpty else { throw SIPFault(.malformedField, .via, at: cursor.offset) }
        let hostEnd = cursor
        guard cursor.takeSeparator(0x3A, in: bytes) else {
            // The white space that was looked past belongs to the parameters, or ends the field.
            cursor = hostEnd
            return
        }
        guard let number = cursor.takeDecimal(in: bytes), let port = UInt16(exactly: number), port > 0 else {
            throw SIPFault(.malformedField, .via, at: cursor.offset)
        }
        self.port = port
    }

    private mutating func note(_ parameter: SIPParameter, in bytes: Span<UInt8>) {
        // The first letter settles what a name can be.
        switch bytes[parameter.name.lowerBound] | 0x20 {
        case 0x62 where !branch.isPresent && parameter.name.matches("branch", in: bytes): branch = parameter.value
        case 0x72 where !receivedParameter.isPresent && parameter.name.matches("received", in: bytes):
            receivedParameter = parameter.whole
            received = parameter.value
        case 0x72 where !responsePortParameter.isPresent && parameter.name.matches("rport", in: bytes):
            responsePortParameter = parameter.whole
            responsePort = parameter.value
        default: break
        }
    }
}

extension SIPVia.Transport {
    fileprivate init(_ name: SIPSlice, in bytes: Span<UInt8>) {
        if name.matches("udp", in: bytes) {
            self = .udp
        } else if name.matches("tcp", in: bytes) {
            self = .tcp
        } else {
            self = name.matches("tls", in: bytes) ? .tls : .other
        }
    }
}
