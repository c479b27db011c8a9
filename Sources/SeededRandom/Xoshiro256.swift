/// Blackman and Vigna's xoshiro256**: 64 good bits in about a nanosecond, period 2^256 - 1.
///
/// Integer arithmetic only: the same on every machine. Not for secrets.
public struct Xoshiro256: RandomNumberGenerator, Sendable, BitwiseCopyable {
    /// The 256 bits of state; never all zero.
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// A generator whose state is the first four outputs of ``SplitMix64``, as its authors advise; those are never all zero.
    public init(seed: UInt64) {
        var seeds = SplitMix64(seed: seed)
        state = (seeds.next(), seeds.next(), seeds.next(), seeds.next())
    }

    /// A generator in a given state, for published test vectors. The state must not be all zero.
    public init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let result = Self.rotate(state.1 &* 5, left: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = Self.rotate(state.3, left: 45)
        return result
    }

    private static func rotate(_ word: UInt64, left count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
}
