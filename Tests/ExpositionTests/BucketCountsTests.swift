import Dispatch
import Testing

@testable import Exposition

@Suite struct BucketCountsTests {
    @Test("A quantile lies in the bucket that holds its rank, evenly spread within")
    func quantiles() {
        var counts = BucketCounts(bounds: [1, 2, 4])
        #expect(counts.quantile(0.5) == nil)
        counts.add(1.5, count: 10)
        #expect(counts.quantile(0.5) == 1.5 && counts.quantile(1) == 2)
        counts.add(100, count: 90)
        #expect(counts.quantile(0.99) == 4, "what is above all bounds counts as the last")
        #expect(counts.quantile(-1) == 1 && counts.quantile(7) == 4)
    }

    @Test("What came since an earlier reading, which may have been torn, is never less than nothing")
    func since() {
        var earlier = BucketCounts(bounds: [1])
        earlier.add(0.5, count: 5)
        var later = earlier
        later.add(3, count: 2)
        #expect(later.since(earlier) == BucketCounts(bounds: [1], counts: [0, 2], sum: 6))
        #expect(earlier.since(later).counts == [0, 0] && earlier.since(later).sum == 0)
    }

    @Test("Times that many threads add are all there, each in its bucket")
    func concurrent() {
        let histogram = BucketHistogram()
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for number in 0..<10_000 {
                histogram.record(nanoseconds: Int64(number % 2) * 1_000_000_000 * Int64(thread))
            }
        }
        let counts = histogram.snapshot
        #expect(counts.counts.reduce(0, +) == 40_000)
        #expect(counts.counts[0] == 20_000 + 5_000)
        #expect(counts.sum == 5_000 * (1 + 2 + 3))
    }

    @Test("A time on a bound counts as up to it; below zero and beyond a minute nothing is lost")
    func bounds() {
        let histogram = BucketHistogram()
        for time in [Int64.min, -1, 0, 10_000, 10_001, 60_000_000_000, 60_000_000_001, .max] {
            histogram.record(nanoseconds: time)
        }
        let counts = histogram.snapshot.counts
        #expect(counts.first == 4 && counts[1] == 1 && counts[counts.count - 2] == 1 && counts.last == 2)
    }

    @Test("A count that is worked out of others never falls")
    func monotonic() {
        let count = MonotonicCount()
        #expect([3, 5, 4, 5, 6, 0].map { count.noting($0) } == [3, 5, 5, 5, 6, 6])
    }
}
