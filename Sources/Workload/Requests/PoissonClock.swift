internal import SeededRandom

/// The times of a Poisson process, walked from the start: a running sum of exponentially distributed gaps.
struct PoissonClock: Sendable, BitwiseCopyable {
    private var gaps: ExponentialSource
    private let meanGapNanoseconds: Double
    /// Arrivals from here on are not part of the run.
    private let endNanoseconds: Double
    /// When the last arrival walked to is planned. A day is below 2^47 ns: the sum is exact to a sixty-fourth of one.
    private var elapsedNanoseconds = 0.0
    /// How many arrivals have been walked.
    private var count: UInt64 = 0

    /// A process of this seed and mean gap, which is above 0.
    init(seed: UInt64, meanGapNanoseconds: Double, endNanoseconds: Double) {
        gaps = ExponentialSource(seed: seed)
        self.meanGapNanoseconds = meanGapNanoseconds
        self.endNanoseconds = endNanoseconds
    }

    /// When arrival `index`, which must not be before one asked for earlier, is planned; `nil` past the end of the run.
    mutating func nanoseconds(at index: UInt64) -> Int64? {
        while count <= index {
            elapsedNanoseconds += gaps.next() * meanGapNanoseconds
            // The sum never falls: once past the end, it stays there.
            guard elapsedNanoseconds < endNanoseconds else { return nil }
            count &+= 1
        }
        return Int64(elapsedNanoseconds)
    }
}
