import Histogram
import Testing

@testable import Measurement

@Suite("HistogramLayout")
struct HistogramLayoutTests {
    @Test("The layout of a latency histogram has 27,648 places")
    func latencyRange() throws {
        let layout = try #require(HistogramLayout(of: LatencyRange.histogram()))
        #expect(layout.countsLength == 27_648)
    }

    @Test(
        "Each place is the histogram's own",
        arguments: [
            (1, 60_000_000_000, 3), (1, 2, 0), (1_000, 3_600_000_000, 2), (5, 1_000_000, 4),
            (1, 9_223_372_036_854_775_807, 1),
        ] as [(UInt64, UInt64, UInt32)])
    func matchesHistogram(lowest: UInt64, highest: UInt64, digits: UInt32) throws {
        let layout = try #require(HistogramLayout(lowest: lowest, highest: highest, digits: digits))
        let histogram = Histogram<UInt64>(
            lowestDiscernibleValue: lowest, highestTrackableValue: highest,
            numberOfSignificantValueDigits: layout.digits)
        // The histogram's footprint tells how many counts it has.
        #expect((histogram.estimatedFootprintInBytes - 512) / 8 >= layout.countsLength)
        var value: UInt64 = 0
        for index in 0..<layout.countsLength {
            #expect(layout.lowestValue(at: index) == value)
            #expect(layout.highestValue(at: index) == histogram.highestEquivalentForValue(value))
            #expect(layout.index(of: value) == index)
            #expect(layout.index(of: layout.highestValue(at: index)) == index)
            value = layout.highestValue(at: index) + 1
        }
        #expect(layout.index(of: highest) < layout.countsLength)
        var filled = histogram
        let (fits, exceeds) = (filled.record(layout.highestValue(at: layout.countsLength - 1)), filled.record(value))
        #expect(fits)
        #expect(!exceeds)
    }

    @Test("Impossible and oversized ranges have no layout")
    func refused() {
        #expect(HistogramLayout(lowest: 0, highest: 10, digits: 3) == nil)
        #expect(HistogramLayout(lowest: 1, highest: 1, digits: 3) == nil)
        #expect(HistogramLayout(lowest: 1, highest: 10, digits: 6) == nil)
        #expect(HistogramLayout(lowest: 1, highest: 10, digits: .max) == nil)
        #expect(HistogramLayout(lowest: .max, highest: .max, digits: 3) == nil)
        #expect(HistogramLayout(lowest: 1, highest: 1 << 63, digits: 3) == nil)
        #expect(HistogramLayout(lowest: 1, highest: 1 << 62, digits: 5) == nil)
    }
}
