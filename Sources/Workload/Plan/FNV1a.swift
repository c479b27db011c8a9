/// The 64-bit FNV-1a hash (Fowler, Noll and Vo): names a plan, resists no attacker.
struct FNV1a: Sendable, BitwiseCopyable {
    /// The hash of the bytes so far.
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Takes in one byte.
    mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    /// Takes in a word, lowest byte first.
    mutating func combine(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { combine(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    /// Takes in the bits of a number; 0 and -0, which plans do not tell apart, are the same.
    mutating func combine(_ number: Double) { combine((number + 0).bitPattern) }

    /// Takes in the UTF-8 form and its length, so that successive texts do not run together.
    mutating func combine(_ text: String) {
        combine(UInt64(text.utf8.count))
        for byte in text.utf8 { combine(byte) }
    }

    /// The hash as 16 lower-case hexadecimal digits.
    var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
