/// Percentiles of exact samples: the smallest sample that at least the share of all samples does not exceed.
package struct Ranks {
    private let sorted: [Int64]
    /// Samples that are "greater than any" because their event never came.
    private let missing: Int

    /// The ranks of `samples`, in nanoseconds, and of as many more as are missing.
    package init(_ samples: [Int64], missing: Int = 0) {
        sorted = samples.sorted()
        self.missing = missing
    }

    /// The sample at `perThousand` thousandths, in seconds; `nil` when it is missing or there is none.
    package func seconds(perThousand: Int) -> Double? {
        let count = sorted.count + missing
        guard count > 0 else { return nil }
        let rank = (count * perThousand + 999) / 1_000
        return rank <= sorted.count ? Self.seconds(sorted[max(rank, 1) - 1]) : nil
    }

    /// The 50th and 99th percentile and the largest.
    package var percentiles: StormOutcome.Percentiles {
        StormOutcome.Percentiles(
            p50: seconds(perThousand: 500), p99: seconds(perThousand: 990), max: seconds(perThousand: 1_000))
    }

    /// How many samples are at most `value`.
    package func count(upTo value: Int64) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The largest sample that is there.
    package var largest: Int64? { sorted.last }

    /// Nanoseconds as seconds.
    package static func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
}
