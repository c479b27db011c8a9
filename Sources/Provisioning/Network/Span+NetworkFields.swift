/// Fields in network order. Offsets must lie inside: each message checks its size before it reads.
extension Span<UInt8> {
    /// The word of 16 bits at `offset`.
    func uint16(at offset: Int) -> UInt16 { UInt16(self[offset]) << 8 | UInt16(self[offset + 1]) }

    /// The word of 32 bits at `offset`.
    func uint32(at offset: Int) -> UInt32 { UInt32(uint16(at: offset)) << 16 | UInt32(uint16(at: offset + 2)) }

    /// A copy of the bytes at these places.
    func array(_ places: Range<Int>) -> [UInt8] {
        [UInt8](capacity: places.count) { output in for place in places { output.append(self[place]) } }
    }
}

/// Fields in network order. There must be room.
extension OutputSpan<UInt8> {
    /// Appends a word of 16 bits.
    mutating func append(uint16 value: UInt16) {
        append(UInt8(truncatingIfNeeded: value >> 8))
        append(UInt8(truncatingIfNeeded: value))
    }

    /// Appends a word of 32 bits.
    mutating func append(uint32 value: UInt32) {
        append(uint16: UInt16(truncatingIfNeeded: value >> 16))
        append(uint16: UInt16(truncatingIfNeeded: value))
    }
}
