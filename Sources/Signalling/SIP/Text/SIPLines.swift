/// Finds the ends of lines, eight bytes at a time.
enum SIPLines {
    /// What ended the search for a line's end.
    enum End: Equatable {
        /// A line end, CR and LF, whose CR stands at `offset`.
        case found(at: Int)
        /// A CR without LF or an LF without CR, at `offset`: no line end (RFC 3261 section 7) and nothing that may stand in a field.
        case broken(at: Int)
        /// None up to the end; the search may go on at `from` when more has come.
        case missing(from: Int)
    }

    /// The first line end at or after `offset`.
    ///
    /// Complexity: linear in the length of the line.
    @inline(__always)
    static func end(in bytes: Span<UInt8>, from offset: Int) -> End {
        let place = breakCharacter(in: bytes, from: offset)
        guard place < bytes.count else { return .missing(from: place) }
        guard bytes[place] == 0x0D else { return .broken(at: place) }
        guard place &+ 1 < bytes.count else { return .missing(from: place) }
        return bytes[place &+ 1] == 0x0A ? .found(at: place) : .broken(at: place)
    }

    /// The place of the first CR or LF at or after `offset`; the number of bytes when there is none.
    @inline(__always)
    private static func breakCharacter(in bytes: Span<UInt8>, from offset: Int) -> Int {
        var place = offset
        // The same bytes, to be read as words.
        let raw = unsafe bytes.bytes
        while place &+ 8 <= bytes.count {
            // Any eight bytes are a word; the span checks that they are there.
            let word = unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
            let hits = zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D) | zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
            if hits != 0 { return place &+ hits.trailingZeroBitCount / 8 }
            place &+= 8
        }
        while place < bytes.count, bytes[place] != 0x0D, bytes[place] != 0x0A { place &+= 1 }
        return place
    }

    /// The top bit of each zero byte up to the first one is exact; later ones may be set in error.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
