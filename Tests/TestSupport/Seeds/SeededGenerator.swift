/// A small, fast random source that a seed determines: SplitMix64 (Steele, Lea and Flood, 2014).
///
/// Every 64-bit value comes once per period of 2^64. Not for secrets. A value type: a copy repeats what the original deals.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// Grows by an odd constant per draw.
    private var state: UInt64

    /// A source that deals the same values for the same seed, on every machine.
    public init(seed: UInt64) { state = seed }

    /// A source for the `index`-th of several threads or cases, unrelated to its neighbours.
    public init(seed: UInt64, stream index: Int) {
        var mixer = SeededGenerator(seed: seed &+ UInt64(truncatingIfNeeded: index) &* 0xD134_2543_DE82_EF95)
        state = mixer.next()
    }

    /// The next value.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// True once in `period` draws on average.
    public mutating func oneIn(_ period: Int) -> Bool { Int.random(in: 0..<period, using: &self) == 0 }
}
