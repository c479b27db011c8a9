/// A header field as its line writes it: the name, and where the value stands without the white space around it (RFC 3261 section 7.3.1).
struct SIPFieldLine: BitwiseCopyable {
    /// Which field.
    let name: SIPFieldName
    /// Its value; a folded one keeps its line ends.
    let value: SIPSlice

    /// Reads the field from `start` up to the line end at `end`.
    ///
    /// - Throws: ``SIPFault/Kind/fieldName`` where the line does not begin with a name and a colon.
    @inline(__always)
    init(from start: Int, to end: Int, in bytes: Span<UInt8>) throws(SIPFault) {
        var place = start
        var letters = SIPFieldNameTable.Letters()
        while place < end, SIPCharacters.token.contains(bytes[place]) {
            if place &- start < 16 { letters.put(bytes[place], at: place &- start) }
            place &+= 1
        }
        let nameLength = place &- start
        while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place &+= 1 }
        guard nameLength > 0, place < end, bytes[place] == 0x3A else { throw SIPFault(.fieldName, at: place) }
        name = nameLength <= 16 ? SIPFieldNameTable.all[letters] : .unknown
        place &+= 1
        var valueEnd = end
        if name != .unknown {
            while place < end, SIPCharacters.space.contains(bytes[place]) { place &+= 1 }
            while valueEnd > place, SIPCharacters.space.contains(bytes[valueEnd &- 1]) { valueEnd &-= 1 }
        }
        value = SIPSlice(place, valueEnd)
    }

    /// The end of the line that begins at `place`.
    @inline(__always)
    static func lineEnd(in bytes: Span<UInt8>, from place: Int) throws(SIPFault) -> Int {
        switch SIPLines.end(in: bytes, from: place) {
        case .found(let offset): return offset
        case .broken(let offset): throw SIPFault(.brokenLine, at: offset)
        case .missing(let offset): throw SIPFault(.truncated, at: offset)
        }
    }

    /// The end of the field that begins at `place`, folded lines included (RFC 3261 section 7.3.1).
    @inline(__always)
    static func end(in bytes: Span<UInt8>, from place: Int) throws(SIPFault) -> Int {
        var end = try lineEnd(in: bytes, from: place)
        while end &+ 2 < bytes.count, bytes[end &+ 2] == 0x20 || bytes[end &+ 2] == 0x09 {
            end = try lineEnd(in: bytes, from: end &+ 2)
        }
        return end
    }

    /// Where the first line begins: line ends before it are passed over (RFC 3261 section 7.5).
    @inline(__always)
    static func messageStart(in bytes: Span<UInt8>) -> Int {
        var place = 0
        while place &+ 1 < bytes.count, bytes[place] == 0x0D, bytes[place &+ 1] == 0x0A { place &+= 2 }
        return place
    }

    /// A value that is a number and nothing else.
    static func number(
        _ value: SIPSlice, of name: SIPFieldName, max: UInt64, in bytes: Span<UInt8>
    ) throws(SIPFault) -> UInt64 {
        var cursor = SIPCursor(value)
        guard let number = cursor.takeDecimal(in: bytes), number <= max, cursor.isAtEnd else {
            throw SIPFault(.malformedField, name, at: cursor.offset)
        }
        return number
    }
}
