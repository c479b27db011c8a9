internal import SeededRandom

/// A 95 % interval of the middle of paired differences, by resampling the pairs (Efron's percentile bootstrap).
///
/// Each round is one pair: base and head measured close together, so whatever slowed both cancels. Seeded: the same
/// differences always give the same interval.
enum PairedBootstrap {
    private static var resampleCount: Int { 2_000 }

    /// The interval for `differences`, at least one.
    static func interval(of differences: [Double], seed: UInt64 = 1) -> ClosedRange<Double> {
        precondition(!differences.isEmpty, "an interval needs differences")
        guard differences.allSatisfy(\.isFinite) else {
            return (differences.min() ?? 0)...(differences.max() ?? 0)
        }
        var random = SplitMix64(seed: seed)
        var middles = (0..<resampleCount).map { _ in
            differences.map { _ in differences[Int.random(in: differences.indices, using: &random)] }.middle
        }
        middles.sort()
        let tail = resampleCount / 40  // 2.5 % on each side
        return middles[tail]...middles[resampleCount - 1 - tail]
    }
}
