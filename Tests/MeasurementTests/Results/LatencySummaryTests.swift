import Histogram
import Testing

@testable import Measurement

@Suite struct LatencySummaryTests {
    @Test func figuresAreThoseOfTheSamples() {
        // 1 ... 1,000 ns: below 2,048 the histogram is exact.
        let figures = LatencyFigures(histogram(of: 1...1_000))
        #expect(figures.count == 1_000)
        #expect(figures.min == 1)
        #expect(figures.mean == 500.5)
        #expect(figures.p50 == 500)
        #expect(figures.p90 == 900)
        #expect(figures.p99 == 990)
        #expect(figures.p999 == nil)
        #expect(figures.max == 1_000)
        #expect(figures.atLeast.isEmpty)
    }

    @Test func figuresAgreeWithTheHistogramsOwn() {
        let samples = histogram(of: (1...200_000).map { UInt64($0) &* 7_919 % 5_000_011 })
        let figures = LatencyFigures(samples)
        for percentile in Percentile.allCases {
            #expect(figures[percentile] == samples.valueAtPercentile(percentile.fraction * 100), "\(percentile)")
        }
        #expect(figures.min == samples.min)
        #expect(figures.max == samples.maxRecorded)
        let mean = figures.mean ?? 0
        #expect(abs(mean / samples.mean - 1) < 0.001)
    }

    @Test func percentilesAppearWithTheSampleThatBearsThem() {
        #expect(LatencyFigures(histogram(of: 1...19)).p50 == nil)
        #expect(LatencyFigures(histogram(of: 1...20)).p50 == 10)
        #expect(LatencyFigures(histogram(of: repeatElement(5, count: 9_999))).p999 == nil)
        #expect(LatencyFigures(histogram(of: repeatElement(5, count: 10_000))).p999 == 5)
    }

    @Test func noSampleGivesNoFigure() {
        let figures = LatencyFigures(histogram(of: []))
        #expect(figures == LatencyFigures(count: 0))
    }

    @Test func zeroIsASample() {
        let figures = LatencyFigures(histogram(of: repeatElement(0, count: 30)))
        #expect(figures.min == 0)
        #expect(figures.p50 == 0)
        #expect(figures.max == 0)
        #expect(figures.mean == 0)
    }

    @Test func sumsBeyondSixtyFourBitsAreNoTrouble() {
        var samples = Histogram<UInt64>(highestTrackableValue: 60_000_000_000)
        samples.record(60_000_000_000, count: 1_000_000_000)
        let figures = LatencyFigures(samples)
        #expect(figures.count == 1_000_000_000)
        #expect(figures.max == 60_000_000_000)
        #expect(figures.p9999 == figures.max)
    }

    @Test func unansweredRequestsCountAsAtLeastTheTimeTheyWaited() {
        // 1,980 answered, 20 not: the rank of p99 is 1,980, so p99 is the last exact figure.
        let exact = LatencyFigures(
            histogram(of: repeatElement(100, count: 1_980)), unanswered: Unanswered(count: 20, waitedNanoseconds: 5_000)
        )
        #expect(exact.count == 2_000)
        #expect(exact.p99 == 100)
        #expect(exact.max == 5_000)
        #expect(exact.mean == 149)
        #expect(exact.atLeast == ["mean", "max"])
        // One more, and its rank falls among the unanswered.
        let open = LatencyFigures(
            histogram(of: repeatElement(100, count: 1_979)), unanswered: Unanswered(count: 21, waitedNanoseconds: 5_000)
        )
        #expect(open.p99 == 5_000)
        #expect(open.p90 == 100)
        #expect(open.atLeast == ["p99", "mean", "max"])
        #expect(open.unanswered == 21)
    }

    @Test func answersSlowerThanTheUnansweredKeepPercentilesInOrder() {
        let samples = (1...90).map { UInt64($0) } + repeatElement(UInt64(9_000), count: 20)
        let figures = LatencyFigures(histogram(of: samples), unanswered: Unanswered(count: 10, waitedNanoseconds: 500))
        #expect(figures.p50 == 60)
        // Rank 108 of 120 is an answer, but the unanswered before it may turn out slower: a lower bound.
        #expect(figures.p90 == 9_000 || figures.p90 == 8_999 || figures.p90 ?? 0 > 8_990)
        #expect(figures.isAtLeast("p90"))
        #expect(!figures.isAtLeast("p50"))
    }

    @Test func aRunWithoutAnyAnswerIsAllLowerBounds() {
        let summary = LatencySummary(
            histogram(of: []), unanswered: Unanswered(count: 30, waitedNanoseconds: 70_000_000_000))
        #expect(summary.p50 == 70_000_000_000)
        #expect(summary.atLeast == ["p50", "min", "mean", "max"])
        #expect(summary.interval95.p50 == ConfidenceInterval(low: 70_000_000_000, high: nil))
    }
}
