import Histogram

/// The samples of a series in ascending order, unanswered requests among them, to be asked by rank.
///
/// An unanswered request stands where the time it had waited puts it. Its true value is larger; so from there on each rank
/// holds a lower bound, and below it each rank is exact. Built in one pass over the histogram's buckets; a look-up is a
/// binary search.
struct OrderedSamples {
    /// Samples that the histogram cannot tell apart.
    struct Step {
        /// The least value they can have.
        var low: UInt64
        /// The largest value they can have, and the one that stands for them.
        var high: UInt64
        /// How many samples lie here or below.
        var countThrough: UInt64
    }

    /// The distinct values in ascending order.
    private(set) var steps: [Step] = []
    /// The sum of all samples, each bucket's at its middle, in nanoseconds.
    private(set) var sum: Double = 0
    /// The number of samples that are exact, from the lowest on; the others may be larger than they stand here.
    private(set) var exactCount: UInt64 = 0

    /// The number of samples, unanswered requests included. Saturates.
    var count: UInt64 { steps.last?.countThrough ?? 0 }

    /// The samples of `histogram` and the unanswered requests.
    init(_ histogram: Histogram<UInt64>, unanswered: Unanswered) {
        var remaining = unanswered.count
        // The library's own iterators keep a sum of values in 64 bits and trap when it overflows; this walk does not.
        if histogram.totalCount > 0 {
            let least = histogram.min
            let greatest = histogram.maxRecorded
            var value = histogram.lowestEquivalentForValue(least)
            while value <= greatest {
                let bucketCount = histogram.countForValue(value)
                let next = histogram.nextNonEquivalentForValue(value)
                if bucketCount > 0 {
                    let low = max(value, least)
                    let high = min(next - 1, greatest)
                    if remaining > 0, unanswered.waitedNanoseconds < high {
                        append(unanswered, &remaining)
                    }
                    append(low: low, high: high, count: bucketCount)
                }
                value = next
            }
        }
        if remaining > 0 { append(unanswered, &remaining) }
        if unanswered.count == 0 { exactCount = count }
    }

    /// The step that holds the sample of `rank`, from 1; `nil` when there is no such rank.
    func step(atRank rank: UInt64) -> Step? {
        guard rank >= 1, rank <= count else { return nil }
        var lower = 0
        var upper = steps.count - 1
        while lower < upper {
            let middle = lower + (upper - lower) / 2
            if steps[middle].countThrough >= rank { upper = middle } else { lower = middle + 1 }
        }
        return steps[lower]
    }

    private mutating func append(_ unanswered: Unanswered, _ remaining: inout UInt64) {
        exactCount = count
        append(low: unanswered.waitedNanoseconds, high: unanswered.waitedNanoseconds, count: remaining)
        remaining = 0
    }

    private mutating func append(low: UInt64, high: UInt64, count added: UInt64) {
        let (total, overflow) = count.addingReportingOverflow(added)
        steps.append(Step(low: low, high: high, countThrough: overflow ? .max : total))
        sum += (Double(low) + Double(high)) / 2 * Double(added)
    }
}
