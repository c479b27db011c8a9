internal import Histogram

/// The sum of all values of a histogram and the number of them, watched for overflow.
///
/// Walking a histogram sums its values in 64 bits and would trap beyond. Counts from a file are therefore checked before
/// they are let in: by reading one histogram, and by adding several.
struct ValueSum: Sendable {
    private var values: UInt64 = 0
    private var counts: UInt64 = 0

    /// Adds `count` times `value`; false when a sum no longer fits.
    mutating func add(_ value: UInt64, count: UInt64) -> Bool {
        let (product, tooLarge) = value.multipliedReportingOverflow(by: count)
        let (values, tooMuch) = self.values.addingReportingOverflow(product)
        let (counts, tooMany) = self.counts.addingReportingOverflow(count)
        guard !tooLarge, !tooMuch, !tooMany, counts <= UInt64(Int64.max) else { return false }
        (self.values, self.counts) = (values, counts)
        return true
    }

    /// Adds all of `other`; false when a sum no longer fits.
    mutating func add(_ other: ValueSum) -> Bool {
        let (values, tooMuch) = self.values.addingReportingOverflow(other.values)
        let (counts, tooMany) = self.counts.addingReportingOverflow(other.counts)
        guard !tooMuch, !tooMany, counts <= UInt64(Int64.max) else { return false }
        (self.values, self.counts) = (values, counts)
        return true
    }

    /// The sum over `histogram`, which was read by ``HistogramEncoding`` or recorded here; `nil` when it does not fit.
    init?(of histogram: Histogram<UInt64>) {
        self.init()
        var (value, last) = (0 as UInt64, histogram.maxRecorded)
        if histogram.totalCount == 0 { last = 0 }
        while value <= last {
            let count = histogram.countForValue(value)
            if count > 0, !add(histogram.highestEquivalentForValue(value), count: count) { return nil }
            value = histogram.nextNonEquivalentForValue(value)
        }
    }

    /// The sum of nothing.
    init() {}
}
