/// A message did not fit the space that it was to be written into.
public struct SIPOutputFull: Error, Hashable, Sendable {
    /// The error.
    public init() {}
}

/// How text comes into a buffer: each call writes all or throws; none traps, none allocates.
extension OutputSpan where Element == UInt8 {
    /// Writes a literal.
    @inline(__always)
    mutating func write(_ text: StaticString) throws(SIPOutputFull) {
        let count = text.utf8CodeUnitCount
        guard count <= freeCapacity else { throw SIPOutputFull() }
        unsafe withUnsafeMutableBufferPointer { buffer, initializedCount in
            // The literal has `count` bytes, and so many are free behind the initialized ones.
            if let base = buffer.baseAddress {
                unsafe (base + initializedCount).initialize(from: text.utf8Start, count: count)
            }
            initializedCount &+= count
        }
    }

    /// Writes part of a message.
    @inline(__always)
    mutating func write(_ slice: SIPSlice, of bytes: Span<UInt8>) throws(SIPOutputFull) {
        try writeAll(bytes.extracting(slice.bounds))
    }

    /// Writes bytes as they are.
    @inline(__always)
    mutating func writeAll(_ bytes: Span<UInt8>) throws(SIPOutputFull) {
        let count = bytes.count
        guard count <= freeCapacity else { throw SIPOutputFull() }
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe withUnsafeMutableBufferPointer { buffer, initializedCount in
                // The source has `count` bytes, and so many are free behind the initialized ones.
                if let base = buffer.baseAddress, let from = source.baseAddress {
                    unsafe (base + initializedCount).initialize(from: from, count: count)
                    initializedCount &+= count
                }
            }
        }
    }

    /// Writes one character.
    @inline(__always)
    mutating func write(character: UInt8) throws(SIPOutputFull) {
        guard freeCapacity > 0 else { throw SIPOutputFull() }
        append(character)
    }

    /// Writes a number in decimal digits, with leading zeros up to `digitCount` of them, 20 at most.
    mutating func write(decimal value: UInt64, digitCount: Int = 1) throws(SIPOutputFull) {
        if value < 1_000, digitCount == 1 { return try write(octet: UInt16(truncatingIfNeeded: value)) }
        var digits = InlineArray<20, UInt8>(repeating: 0x30)
        var first = 20
        var rest = value
        repeat {
            first &-= 1
            digits[first] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        first = max(0, min(first, 20 &- digitCount))
        guard 20 &- first <= freeCapacity else { throw SIPOutputFull() }
        for place in first..<20 { append(digits[place]) }
    }

    /// Writes a number below 1,000: the parts of an address are most of what is written in digits.
    @inline(__always)
    private mutating func write(octet value: UInt16) throws(SIPOutputFull) {
        guard freeCapacity >= 3 || freeCapacity >= (value < 10 ? 1 : value < 100 ? 2 : 3) else { throw SIPOutputFull() }
        if value >= 100 { append(0x30 &+ UInt8(truncatingIfNeeded: value / 100)) }
        if value >= 10 { append(0x30 &+ UInt8(truncatingIfNeeded: value / 10 % 10)) }
        append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
    }

    /// Writes the last `digitCount` hexadecimal digits of a number, 1 to 16.
    mutating func write(hexadecimal value: UInt64, digitCount: Int = 16) throws(SIPOutputFull) {
        guard freeCapacity >= digitCount else { throw SIPOutputFull() }
        for index in 1...digitCount {
            append(.hexadecimalDigit(UInt8(truncatingIfNeeded: value >> UInt64((digitCount - index) * 4)) & 0xF))
        }
    }
}
