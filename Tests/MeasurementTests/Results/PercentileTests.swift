import Testing

@testable import Measurement

@Suite struct PercentileTests {
    @Test(
        "Ten samples must lie beyond a percentile",
        arguments: zip(Percentile.allCases, [20, 100, 1_000, 10_000, 100_000]))
    func sampleCountMin(percentile: Percentile, expected: UInt64) {
        #expect(percentile.sampleCountMin == expected)
        #expect(expected - percentile.rank(among: expected) == 10)
    }

    @Test func ranksAreTheSmallestThatReachTheFraction() {
        #expect(Percentile.p50.rank(among: 0) == 0)
        #expect(Percentile.p50.rank(among: 1) == 1)
        #expect(Percentile.p50.rank(among: 4) == 2)
        #expect(Percentile.p50.rank(among: 5) == 3)
        #expect(Percentile.p99.rank(among: 101) == 100)
    }

    @Test func aCountNearTheEndOfTheRangeDoesNotOverflow() {
        #expect(Percentile.p9999.rank(among: .max) < .max)
        #expect(Percentile.p50.rank(among: .max) == UInt64.max / 2 + 1)
    }
}
