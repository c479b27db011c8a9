internal import SeededRandom

/// A 95 % interval of the mean of paired differences, by resampling the pairs (Efron's percentile bootstrap).
///
/// Each round is one pair: base and head measured close together, so whatever slowed both cancels. Seeded: the same
/// differences always give the same interval.
enum PairedBootstrap {
    private static var resampleCount: Int { 4_000 }

    /// The interval for `differences`, at least one.
    static func interval(of differences: [Double], seed: UInt64 = 1) -> ClosedRange<Double> {
        precondition(!differences.isEmpty, "an interval needs differences")
        guard differences.allSatisfy(\.isFinite) else {
            return (differences.min() ?? 0)...(differences.max() ?? 0)
        }
        var random = SplitMix64(seed: seed)
        var means = (0..<resampleCount).map { _ in
            var sum = 0.0
            for _ in differences { sum += differences[Int.random(in: differences.indices, using: &random)] }
            return sum / Double(differences.count)
        }
        means.sort()
        let tail = resampleCount / 40  // 2.5 % on each side
        return means[tail]...means[resampleCount - 1 - tail]
    }
}
