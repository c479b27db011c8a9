/// A 95 % confidence interval of a percentile, in the samples' unit.
///
/// From order statistics, without any assumption about the distribution: the number of samples below the true percentile
/// is binomial, so two ranks around np enclose it with known probability. For the counts that bear a percentile
/// (``Percentile/sampleCountMin``) the normal approximation gives the ranks
/// `floor(np - 1.96 s)` and `ceil(np + 1.96 s) + 1` with `s = sqrt(np(1-p))`.
/// Source: J.-Y. Le Boudec, "Performance Evaluation of Computer and Communication Systems", section 2.2.2 (confidence
/// interval for the median and other quantiles).
///
/// It holds for independent samples. Latencies of neighbouring requests are correlated, so the true interval is wider.
public struct ConfidenceInterval: Codable, Equatable, Sendable {
    /// The lower end.
    public var low: UInt64
    /// The upper end; `nil` when it falls among unanswered requests, so that nothing bounds it.
    @OrNull public var high: UInt64?

    /// An interval from `low` to `high`.
    public init(low: UInt64, high: UInt64?) {
        self.low = low
        self.high = high
    }

    /// Whether the two have a value in common; if so, the percentiles may be the same.
    public func overlaps(_ other: ConfidenceInterval) -> Bool {
        low <= other.high ?? .max && other.low <= high ?? .max
    }

    /// The ranks, from 1, whose samples enclose `percentile` among `count`; `nil` when the samples do not bear it.
    static func ranks(of percentile: Percentile, among count: UInt64) -> (low: UInt64, high: UInt64)? {
        guard count >= percentile.sampleCountMin else { return nil }
        let mean = Double(count) * percentile.fraction
        let margin = 1.96 * (mean * (1 - percentile.fraction)).squareRoot()
        // With ten samples beyond, both ranks lie inside; the clamps guard the conversion at the far end of UInt64.
        let low = UInt64(exactly: max(1, (mean - margin).rounded(.down))) ?? 1
        let high = UInt64(exactly: (mean + margin).rounded(.up) + 1) ?? count
        return (min(low, count), min(high, count))
    }
}

/// The 95 % interval of each percentile: key `interval95` of a latency series. `nil` where the samples do not bear it.
public struct PercentileIntervals: Codable, Equatable, Sendable {
    /// The interval of the median.
    @OrNull public var p50: ConfidenceInterval?
    /// The interval of the 90th percentile.
    @OrNull public var p90: ConfidenceInterval?
    /// The interval of the 99th percentile.
    @OrNull public var p99: ConfidenceInterval?
    /// The interval of the 99.9th percentile.
    @OrNull public var p999: ConfidenceInterval?
    /// The interval of the 99.99th percentile.
    @OrNull public var p9999: ConfidenceInterval?

    /// The intervals that `interval` gives.
    public init(_ interval: (Percentile) -> ConfidenceInterval? = { _ in nil }) {
        p50 = interval(.p50)
        p90 = interval(.p90)
        p99 = interval(.p99)
        p999 = interval(.p999)
        p9999 = interval(.p9999)
    }

    /// The interval of `percentile`.
    public subscript(percentile: Percentile) -> ConfidenceInterval? {
        switch percentile {
        case .p50: p50
        case .p90: p90
        case .p99: p99
        case .p999: p999
        case .p9999: p9999
        }
    }
}
