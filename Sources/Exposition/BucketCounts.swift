/// How often values fell between bounds, and what they add up to.
public struct BucketCounts: Hashable, Sendable {
    /// The upper bounds, each above the one before; what is above the last counts as well.
    public let bounds: [Double]
    /// How many were in each bucket: up to the first bound, up to the second, ..., above the last.
    public private(set) var counts: [UInt64]
    /// What all add up to.
    public private(set) var sum: Double

    /// Counts as read elsewhere, one more than bounds.
    public init(bounds: [Double], counts: [UInt64], sum: Double) {
        precondition(counts.count == bounds.count + 1, "a count for each bucket, and one for what is above")
        self.bounds = bounds
        self.counts = counts
        self.sum = sum
    }

    /// Nothing yet.
    public init(bounds: [Double]) {
        self.init(bounds: bounds, counts: Array(repeating: 0, count: bounds.count + 1), sum: 0)
    }

    /// Bounds for times in seconds, from 10 us to a minute, about two and a half apart.
    public static let secondsBounds: [Double] = [
        0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
        0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    /// Adds a value, so many times. O(bounds).
    public mutating func add(_ value: Double, count: UInt64 = 1) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] &+= count
        sum += value * Double(count)
    }

    /// What was added since `earlier`, a reading of the same histogram.
    public func since(_ earlier: BucketCounts) -> BucketCounts {
        precondition(bounds == earlier.bounds, "histograms of different bounds have no difference")
        // Readings may be torn: never less than nothing.
        let counts = zip(counts, earlier.counts).map { $0 >= $1 ? $0 - $1 : 0 }
        return BucketCounts(bounds: bounds, counts: counts, sum: max(sum - earlier.sum, 0))
    }

    /// The value that a part of all values do not exceed, as `histogram_quantile` of Prometheus takes it to be: evenly spread within a bucket; `nil` without
    /// values. What is above the last bound counts as that bound.
    public func quantile(_ fraction: Double) -> Double? {
        let total = counts.reduce(0, &+)
        guard total > 0 else { return nil }
        let rank = min(max(fraction, 0), 1) * Double(total)
        var below = 0.0
        for (index, count) in counts.enumerated() where count > 0 {
            let upTo = below + Double(count)
            if rank <= upTo {
                guard index < bounds.count else { return bounds.last }
                let lower = index == 0 ? 0 : bounds[index - 1]
                return lower + (bounds[index] - lower) * (rank - below) / Double(count)
            }
            below = upTo
        }
        return bounds.last
    }

    /// Adds what another with the same bounds holds.
    public mutating func add(_ other: BucketCounts) {
        precondition(bounds == other.bounds, "histograms of different bounds do not add up")
        for index in counts.indices { counts[index] &+= other.counts[index] }
        sum += other.sum
    }
}
