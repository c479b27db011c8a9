/// Steele, Lea and Flood's SplitMix64: one addition and one mixing step per output, any seed, period 2^64.
///
/// It turns one seed into many independent ones. Output `i` depends on the seed and `i` alone, see ``output(seed:index:)``,
/// which is how the content of any arrival is known without those before it. Integer arithmetic only: the same on every
/// machine. Not for secrets.
public struct SplitMix64: RandomNumberGenerator, Sendable, BitwiseCopyable {
    /// Grows by ``increment`` with each output.
    private var state: UInt64

    /// The odd constant nearest 2^64 divided by the golden ratio.
    private static var increment: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    /// A generator of this seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mix(state)
    }

    /// What the `index`-th call of ``next()``, counted from 0, returns for `seed`. Constant time.
    public static func output(seed: UInt64, index: UInt64) -> UInt64 {
        mix(seed &+ (index &+ 1) &* increment)
    }

    /// A bijection of 64-bit words in which each input bit moves about half of the output bits.
    public static func mix(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
