public import Exposition
public import Histogram

extension BucketCounts {
    /// The latencies of a histogram, which holds nanoseconds, between ``BucketCounts/secondsBounds``. O(the histogram's range in use).
    public init(latencies histogram: Histogram<UInt64>) {
        self.init(bounds: Self.secondsBounds)
        // The library's own iterators keep a sum of values in 64 bits and trap when it overflows; this walk does not.
        guard histogram.totalCount > 0 else { return }
        let greatest = histogram.maxRecorded
        var value = histogram.lowestEquivalentForValue(histogram.min)
        while value <= greatest {
            let count = histogram.countForValue(value)
            let next = histogram.nextNonEquivalentForValue(value)
            if count > 0 { add(Double(value + (next - value) / 2) / 1e9, count: count) }
            value = next
        }
    }
}
