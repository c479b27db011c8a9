/// Fields of a body. Offsets must lie inside: each message checks the size once, before it reads.
extension Span<UInt8> {
    /// The little-endian word of 16 bits at `offset`.
    @inline(__always)
    func uint16(at offset: Int) -> UInt16 { UInt16(self[offset]) | UInt16(self[offset + 1]) << 8 }

    /// The little-endian word of 32 bits at `offset`.
    @inline(__always)
    func uint32(at offset: Int) -> UInt32 {
        UInt32(self[offset]) | UInt32(self[offset + 1]) << 8 | UInt32(self[offset + 2]) << 16
            | UInt32(self[offset + 3]) << 24
    }

    /// The word of 32 bits in network order at `offset`.
    @inline(__always)
    func networkUInt32(at offset: Int) -> UInt32 { uint32(at: offset).byteSwapped }

    /// The word of 64 bits in network order at `offset`.
    @inline(__always)
    func networkUInt64(at offset: Int) -> UInt64 {
        UInt64(networkUInt32(at: offset)) << 32 | UInt64(networkUInt32(at: offset + 4))
    }
}

/// Fields of a body. There must be room: a frame's size is checked once, before it is written.
extension OutputSpan<UInt8> {
    /// Appends a little-endian word of 16 bits.
    @inline(__always)
    mutating func append(uint16 value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    /// Appends a little-endian word of 32 bits.
    @inline(__always)
    mutating func append(uint32 value: UInt32) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
        append(UInt8(truncatingIfNeeded: value >> 16))
        append(UInt8(truncatingIfNeeded: value >> 24))
    }

    /// Appends a word of 32 bits in network order.
    @inline(__always)
    mutating func append(networkUInt32 value: UInt32) { append(uint32: value.byteSwapped) }

    /// Appends a word of 64 bits in network order.
    @inline(__always)
    mutating func append(networkUInt64 value: UInt64) {
        append(networkUInt32: UInt32(truncatingIfNeeded: value >> 32))
        append(networkUInt32: UInt32(truncatingIfNeeded: value))
    }
}
