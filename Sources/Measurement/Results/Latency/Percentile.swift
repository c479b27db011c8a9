/// A percentile that results state.
public enum Percentile: String, CaseIterable, Sendable {
    /// The median.
    case p50
    /// The 90th percentile.
    case p90
    /// The 99th percentile.
    case p99
    /// The 99.9th percentile.
    case p999
    /// The 99.99th percentile.
    case p9999

    /// The fraction of samples at or below it, in ten-thousandths, so that ranks are exact.
    var tenThousandths: UInt64 {
        switch self {
        case .p50: 5_000
        case .p90: 9_000
        case .p99: 9_900
        case .p999: 9_990
        case .p9999: 9_999
        }
    }

    /// The fraction of samples at or below it.
    public var fraction: Double { Double(tenThousandths) / 10_000 }

    /// How it is written for people, and in objectives: "p99.9" where the file's key is `p999`.
    public var label: String {
        switch self {
        case .p999: "p99.9"
        case .p9999: "p99.99"
        case .p50, .p90, .p99: rawValue
        }
    }

    /// The fewest samples that bear it: ten of them must lie beyond. p50 needs 20, p90 100, p99 1,000, p99.9 10,000 and
    /// p99.99 100,000.
    ///
    /// With ten beyond, the count of samples beyond has a relative standard error near one third, and the normal
    /// approximation behind ``ConfidenceInterval`` is sound (n(1-p) of at least 10).
    public var sampleCountMin: UInt64 { Self.samplesBeyondMin * 10_000 / (10_000 - tenThousandths) }

    private static var samplesBeyondMin: UInt64 { 10 }

    /// The rank of the percentile among `count` samples in ascending order, from 1: the smallest rank with at least the
    /// percentile's fraction of samples at or below it. 0 when there are no samples.
    func rank(among count: UInt64) -> UInt64 {
        // Full width: a count near 2^64 must not overflow. The quotient is below `count`, as the fraction is below one.
        let product = count.multipliedFullWidth(by: tenThousandths)
        let (quotient, remainder) = UInt64(10_000).dividingFullWidth(product)
        return remainder == 0 ? quotient : quotient + 1
    }
}
