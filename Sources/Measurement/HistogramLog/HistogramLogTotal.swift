internal import Histogram

/// All values under one tag so far.
struct HistogramLogTotal {
    /// The sum of all histograms added.
    private(set) var histogram: Histogram<UInt64>
    /// Its sums, watched for overflow.
    private var sum: ValueSum

    /// A total of one histogram; `nil` when its sums overflow.
    init?(_ histogram: Histogram<UInt64>) {
        guard let sum = ValueSum(of: histogram) else { return nil }
        self.sum = sum
        self.histogram = histogram
        // Ranges may differ between intervals of tools that widen them as they go.
        self.histogram.autoResize = true
    }

    /// Adds `other`, or says why that is impossible.
    mutating func add(_ other: Histogram<UInt64>, tag: String) -> HistogramLogError.Reason? {
        guard histogram.lowestDiscernibleValue == other.lowestDiscernibleValue,
            histogram.numberOfSignificantValueDigits == other.numberOfSignificantValueDigits
        else { return .layoutMismatch(tag: tag) }
        guard let added = ValueSum(of: other), sum.add(added) else { return .countOverflow }
        histogram.add(other)
        return nil
    }
}
