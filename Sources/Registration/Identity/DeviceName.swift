/// The name a device registers under: 1 to 16 bytes of printable ASCII, held inline in two machine words.
///
/// Sixteen bytes is the size of SCCP's `deviceName` field ("SEP" and a MAC address in hexadecimal, then NUL). Names are
/// compared byte for byte. Equality and hashing touch two words and allocate nothing.
///
/// Source: rows S5 and S12 of the system's list; SCCP `StationIdentifier`.
public struct DeviceName: Hashable, Sendable, BitwiseCopyable {
    /// Bytes 0 to 7, the first in the highest place, so that word order is byte order; unused bytes are zero.
    public let high: UInt64
    /// Bytes 8 to 15, likewise.
    public let low: UInt64

    /// The largest number of bytes a name has.
    public static var byteCountMax: Int { 16 }

    /// The name whose bytes stand in two words, as ``high`` and ``low`` describe them; for the core's own storage.
    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A name from bytes of a peer, up to the first NUL; `nil` when it is empty, longer than 16 bytes, or holds a byte
    /// outside `0x21 ... 0x7E`.
    public init?(bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        var count = 0
        for byte in bytes {
            if byte == 0 { break }
            guard byte >= 0x21, byte <= 0x7E, count < Self.byteCountMax else { return nil }
            let shift = UInt64(56 - 8 * (count & 7))
            if count < 8 { words.0 |= UInt64(byte) << shift } else { words.1 |= UInt64(byte) << shift }
            count += 1
        }
        guard count > 0 else { return nil }
        self.init(high: words.0, low: words.1)
    }

    /// A name from text; `nil` under the same conditions as ``init(bytes:)``.
    public init?(_ text: some StringProtocol) { self.init(bytes: text.utf8) }

    /// The name of the phone with this MAC address (its low 48 bits): "SEP" and twelve upper-case hexadecimal digits.
    ///
    /// Branch-free, about twenty instructions: the load generator makes one per request.
    @inline(__always)
    public init(macAddress: UInt64) {
        // Eight digits at a time: spread nibbles over bytes, then add '0', and 7 more where the digit is a letter.
        let first = Self.hexadecimalDigits(of: UInt32(truncatingIfNeeded: macAddress >> 16))
        let last = Self.hexadecimalDigits(of: UInt32(truncatingIfNeeded: macAddress) << 16)
        let prefix: UInt64 = 0x5345_5000_0000_0000  // "SEP"
        self.init(high: prefix | first >> 24, low: first << 40 | last >> 24 & 0xFF_FFFF_FF00)
    }

    @inline(__always)
    private static func hexadecimalDigits(of value: UInt32) -> UInt64 {
        var spread = UInt64(value)
        spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
        spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
        spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let isLetter = ((spread &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
        return spread &+ 0x3030_3030_3030_3030 &+ isLetter &* 7
    }
}

extension DeviceName: CustomStringConvertible, LosslessStringConvertible {
    /// The name as text.
    public var description: String {
        var text = ""
        for word in [high, low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                let byte = UInt8(truncatingIfNeeded: word >> shift)
                if byte == 0 { return text }
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text
    }

    /// A name from text; see ``init(bytes:)``.
    public init?(_ description: String) { self.init(bytes: description.utf8) }
}
