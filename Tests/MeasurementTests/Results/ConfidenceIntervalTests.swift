import Testing

@testable import Measurement

@Suite struct ConfidenceIntervalTests {
    @Test func ranksFollowTheNormalApproximation() {
        // n = 100, p = 0.5: 50 -+ 9.8, so ranks 40 and 61, as in the tables of order-statistic intervals.
        let ranks = ConfidenceInterval.ranks(of: .p50, among: 100)
        #expect(ranks?.low == 40)
        #expect(ranks?.high == 61)
    }

    @Test("Ranks stay among the samples from the first count that bears the percentile", arguments: Percentile.allCases)
    func ranksInside(percentile: Percentile) throws {
        #expect(ConfidenceInterval.ranks(of: percentile, among: percentile.sampleCountMin - 1) == nil)
        for count in [percentile.sampleCountMin, percentile.sampleCountMin * 7, 1 << 40] {
            let ranks = try #require(ConfidenceInterval.ranks(of: percentile, among: count))
            let rank = percentile.rank(among: count)
            #expect(1 <= ranks.low && ranks.low <= rank && rank < ranks.high && ranks.high <= count, "\(count)")
        }
    }

    @Test func theLargestCountIsNoTrap() throws {
        let ranks = try #require(ConfidenceInterval.ranks(of: .p9999, among: .max))
        #expect(ranks.low <= ranks.high)
    }

    @Test func ninetyFiveOfAHundredIntervalsHoldTheTrueMedian() {
        // Uniform on 0 ..< 2,000 from a fixed generator (seed 1): the true median is 999 or 1,000.
        var state: UInt64 = 1
        var held = 0
        for _ in 0..<400 {
            let samples = histogram(
                of: (0..<200).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return (state >> 33) % 2_000
                })
            let interval = LatencySummary(samples).interval95.p50
            if let interval, interval.low <= 1_000, interval.high ?? 0 >= 999 { held += 1 }
        }
        // Binomial(400, 0.95) lies in 365 ... 396 with over 99.9 %; the interval is a little wide, as ranks are whole.
        #expect((365...398).contains(held), "\(held) of 400 with seed 1")
    }

    @Test func intervalsOverlapWhenTheyTouch() {
        let interval = ConfidenceInterval(low: 10, high: 20)
        #expect(interval.overlaps(ConfidenceInterval(low: 20, high: 30)))
        #expect(!interval.overlaps(ConfidenceInterval(low: 21, high: 30)))
        #expect(!ConfidenceInterval(low: 21, high: nil).overlaps(interval))
        #expect(ConfidenceInterval(low: 15, high: nil).overlaps(interval))
    }
}
