/// A place within a part of a message, moved forward by what stands there.
///
/// It holds no bytes: each operation is given those of the message. None reads past the part's end, and none traps.
struct SIPCursor {
    /// The place of the next byte.
    private(set) var offset: Int
    /// Where the part has ended.
    let end: Int

    /// A cursor at the beginning of `slice`.
    @inline(__always)
    init(_ slice: SIPSlice) {
        offset = slice.lowerBound
        end = slice.upperBound
    }

    /// A cursor over the bytes from `offset` up to `end`.
    @inline(__always)
    init(from offset: Int, to end: Int) {
        self.offset = offset
        self.end = end
    }

    /// Whether nothing is left.
    @inline(__always)
    var isAtEnd: Bool { offset >= end }

    /// What is left.
    @inline(__always)
    var rest: SIPSlice { SIPSlice(offset, max(offset, end)) }

    /// The next byte; 0 at the end, which is in none of the sets of characters.
    @inline(__always)
    func peek(in bytes: Span<UInt8>) -> UInt8 { offset < end ? bytes[offset] : 0 }

    /// Passes the next byte, if one is left.
    @inline(__always)
    mutating func advance() { if offset < end { offset &+= 1 } }

    /// Passes `byte` if it is next.
    @inline(__always)
    mutating func take(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
        guard offset < end, bytes[offset] == byte else { return false }
        offset &+= 1
        return true
    }

    /// Passes white space, folds included.
    @inline(__always)
    mutating func skipSpace(in bytes: Span<UInt8>) {
        while offset < end, SIPCharacters.space.contains(bytes[offset]) { offset &+= 1 }
    }

    /// Passes `byte` with white space on both sides, if it is next; moves past leading white space in any case.
    @inline(__always)
    mutating func takeSeparator(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
        skipSpace(in: bytes)
        guard take(byte, in: bytes) else { return false }
        skipSpace(in: bytes)
        return true
    }

    /// Passes the characters of `set` that are next; the result may be empty.
    @inline(__always)
    mutating func take(_ set: SIPCharacters, in bytes: Span<UInt8>) -> SIPSlice {
        let start = offset
        while offset < end, set.contains(bytes[offset]) { offset &+= 1 }
        return SIPSlice(start, offset)
    }

    /// Passes a quoted string whose opening quote is next, and returns what stands between the quotes, escapes as they are;
    /// `nil` when it has no end.
    mutating func takeQuoted(in bytes: Span<UInt8>) -> SIPSlice? {
        guard take(0x22, in: bytes) else { return nil }
        let start = offset
        while offset < end {
            switch bytes[offset] {
            case 0x22:
                offset &+= 1
                return SIPSlice(start, offset &- 1)
            case 0x5C:
                // A pair: whatever is escaped, but no line end (RFC 3261 section 25.1, quoted-pair).
                offset &+= 2
                guard offset <= end, bytes[offset &- 1] != 0x0D, bytes[offset &- 1] != 0x0A else { return nil }
            default: offset &+= 1
            }
        }
        return nil
    }

    /// Passes decimal digits: their value, `.max` where it is larger; `nil` when no digit is next.
    mutating func takeDecimal(in bytes: Span<UInt8>) -> UInt64? {
        let digits = take(.digit, in: bytes)
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for place in digits.bounds {
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, carries) = product.addingReportingOverflow(UInt64(bytes[place] &- 0x30))
            if overflows || carries { return .max }
            value = sum
        }
        return value
    }
}
