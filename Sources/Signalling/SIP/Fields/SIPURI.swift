/// The parts of an address (RFC 3261 section 19.1).
public struct SIPURI: Sendable, BitwiseCopyable {
    /// The kinds of address that are told apart.
    public enum Scheme: UInt8, Hashable, Sendable, BitwiseCopyable {
        /// "sip:".
        case sip
        /// "sips:".
        case sips
        /// "tel:" (RFC 3966).
        case tel
        /// "urn:" (RFC 8141).
        case urn
        /// Another scheme.
        case other
    }

    /// The scheme.
    public let scheme: Scheme
    /// What follows the scheme's colon.
    public let rest: SIPSlice
    /// The user without a password, escapes as they are; absent when there is none, and in other schemes than "sip" and "sips".
    public internal(set) var user = SIPSlice.absent
    /// The host, an IPv6 address in its brackets; absent in other schemes than "sip" and "sips".
    public internal(set) var host = SIPSlice.absent
    /// The port; 0 when it says none.
    public internal(set) var port: UInt16 = 0
    /// Parameters and headers, from the first semicolon or question mark; absent when there are none.
    public internal(set) var parameters = SIPSlice.absent

    /// Reads an address; `nil` when it is none. Addresses of other schemes than "sip" and "sips" are not looked into.
    ///
    /// - Parameter slice: the address without angle brackets.
    public init?(_ slice: SIPSlice, in bytes: Span<UInt8>) {
        var cursor = SIPCursor(slice)
        let name = cursor.take(.scheme, in: bytes)
        guard !name.isEmpty, cursor.take(0x3A, in: bytes), !cursor.isAtEnd else { return nil }
        scheme = Scheme(name, in: bytes)
        rest = cursor.rest
        guard scheme == .sip || scheme == .sips else { return }
        guard takeUser(&cursor, in: bytes), takeHost(&cursor, in: bytes) else { return nil }
    }

    /// Everything before an "@", which stands for itself nowhere else in an address.
    private mutating func takeUser(_ cursor: inout SIPCursor, in bytes: Span<UInt8>) -> Bool {
        var ahead = cursor
        let start = cursor.offset
        var end = start
        while SIPCharacters.user.contains(ahead.peek(in: bytes)) {
            // The first colon begins the password.
            if ahead.peek(in: bytes) == 0x3A, end == start { end = ahead.offset }
            ahead.advance()
        }
        guard ahead.peek(in: bytes) == 0x40 else { return true }
        if end == start { end = ahead.offset }
        guard end > start else { return false }
        user = SIPSlice(start, end)
        ahead.advance()
        cursor = ahead
        return true
    }

    private mutating func takeHost(_ cursor: inout SIPCursor, in bytes: Span<UInt8>) -> Bool {
        let start = cursor.offset
        let isReference = cursor.peek(in: bytes) == 0x5B
        while SIPCharacters.host.contains(cursor.peek(in: bytes)), isReference || cursor.peek(in: bytes) != 0x3A {
            cursor.advance()
            if isReference, bytes[cursor.offset &- 1] == 0x5D { break }
        }
        host = SIPSlice(start, cursor.offset)
        guard !host.isEmpty, !isReference || bytes[cursor.offset &- 1] == 0x5D else { return false }
        if cursor.take(0x3A, in: bytes) {
            guard let number = cursor.takeDecimal(in: bytes), let port = UInt16(exactly: number) else { return false }
            self.port = port
        }
        guard !cursor.isAtEnd else { return true }
        guard cursor.peek(in: bytes) == 0x3B || cursor.peek(in: bytes) == 0x3F else { return false }
        parameters = cursor.rest
        return true
    }
}

extension SIPURI.Scheme {
    fileprivate init(_ name: SIPSlice, in bytes: Span<UInt8>) {
        if name.matches("sip", in: bytes) {
            self = .sip
        } else if name.matches("sips", in: bytes) {
            self = .sips
        } else if name.matches("tel", in: bytes) {
            self = .tel
        } else {
            self = name.matches("urn", in: bytes) ? .urn : .other
        }
    }
}
