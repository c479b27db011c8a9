/// Signed numbers in one to nine bytes, as histograms are encoded with: small magnitudes of either sign are short.
///
/// The sign goes to the lowest bit, then seven bits to a byte, lowest first; the highest bit of a byte says that more
/// follow. The ninth byte has no such bit: it holds the last eight.
enum ZigZagNumber {
    /// The longest form.
    static let byteCountMax = 9

    /// Appends `value` to `bytes`.
    static func append(_ value: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
        for _ in 1..<byteCountMax {
            guard rest > 0x7F else { break }
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Reads a number from the front of `bytes` and removes it; `nil` when they end within it.
    static func removeFirst(from bytes: inout ArraySlice<UInt8>) -> Int64? {
        var value: UInt64 = 0
        for position in 0..<byteCountMax {
            guard let byte = bytes.popFirst() else { return nil }
            let isLast = position == byteCountMax - 1
            value |= UInt64(isLast ? byte : byte & 0x7F) << UInt64(7 * position)
            if isLast || byte < 0x80 { break }
        }
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}
