internal import Foundation

/// A few measurements of the same thing, in order.
struct Spread {
    private let sorted: [Double]

    /// The spread of `values`; at least one.
    init(_ values: [Double]) {
        precondition(!values.isEmpty, "a spread has at least one value")
        sorted = values.sorted()
    }

    /// The smallest value.
    var min: Double { sorted[0] }

    /// The largest value.
    var max: Double { sorted[sorted.count - 1] }

    /// The middle value, or the mean of the two in the middle.
    var median: Double { (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2 }

    /// An interval that holds the true median, and how surely.
    struct MedianInterval {
        let low: Double
        let high: Double
        /// The probability that the median lies within, whatever the distribution.
        let confidence: Double
    }

    /// The narrowest pair of order statistics that holds the median with 95 %; with fewer than six values none does, and the
    /// whole spread stands there with the confidence that it has.
    var medianInterval: MedianInterval {
        let count = sorted.count
        // Of n values, k fall below the median as heads fall in n throws of a coin.
        var below = pow(0.5, Double(count))  // probability of exactly `cut` values below
        var outside = below  // of at most `cut`
        var cut = 0
        while cut + 1 < (count - 1) / 2 + 1 {
            let next = below * Double(count - cut) / Double(cut + 1)
            guard 2 * (outside + next) <= 0.05, cut + 1 < count - 1 - (cut + 1) else { break }
            cut += 1
            below = next
            outside += next
        }
        return MedianInterval(
            low: sorted[cut], high: sorted[count - 1 - cut], confidence: Swift.max(0, 1 - 2 * outside))
    }
}
