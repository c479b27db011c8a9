internal import SeededRandom

/// The random source of the tests: a seed determines it. A value type: a copy repeats what the original deals.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var words: SplitMix64

    /// A source that deals the same values for the same seed, on every machine.
    public init(seed: UInt64) { words = SplitMix64(seed: seed) }

    /// A source for the `index`-th of several threads or cases, unrelated to its neighbours.
    public init(seed: UInt64, stream index: Int) {
        words = SplitMix64(seed: SplitMix64.output(seed: seed, index: UInt64(truncatingIfNeeded: index)))
    }

    /// The next value.
    public mutating func next() -> UInt64 { words.next() }

    /// True once in `period` draws on average.
    public mutating func oneIn(_ period: Int) -> Bool { Int.random(in: 0..<period, using: &self) == 0 }
}
