import Histogram
import Testing

@testable import Measurement

@Suite("HistogramEncoding")
struct HistogramEncodingTests {
    /// A histogram of `count` values of all magnitudes, some of them many times.
    static func sample(seed: UInt64, count: Int) -> Histogram<UInt64> {
        var generator = RecordingGenerator(seed: seed)
        var histogram = LatencyRange.histogram()
        for _ in 0..<count {
            let value = UInt64(max(1, generator.latency()))
            histogram.record(
                min(value, LatencyRange.highestNanoseconds),
                count: generator.next() % 8 == 0 ? generator.next() >> 40 : 1)
        }
        return histogram
    }

    @Test("Every count survives text and back, for any seed", arguments: 1...8 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        for count in [0, 1, 2, 100, 5_000] {
            let histogram = Self.sample(seed: seed, count: count)
            let text = try #require(HistogramEncoding.text(of: histogram))
            let decoded = try HistogramEncoding.histogram(text: text)
            #expect(decoded == histogram, "seed \(seed), \(count) values")
            #expect(decoded.highestTrackableValue == histogram.highestTrackableValue)
            #expect(HistogramEncoding.plain(decoded) == HistogramEncoding.plain(histogram))
        }
    }

    @Test("Zero, neighbours and the last place survive")
    func edges() throws {
        var histogram = LatencyRange.histogram()
        histogram.record(0, count: 3)
        histogram.record(1)
        histogram.record(3)
        histogram.record(LatencyRange.highestNanoseconds, count: 7)
        let plain = try #require(HistogramEncoding.plain(histogram))
        #expect(try HistogramEncoding.histogram(plain: plain) == histogram)
        // 3, 1, one zero, 1, then a run of zeros.
        #expect(plain[40..<44] == [6, 2, 0, 2])
    }

    @Test("Other ranges and resolutions survive")
    func otherLayouts() throws {
        for (lowest, highest, digits) in [(1_000, 3_600_000_000_000, .two), (1, 2, .zero), (7, 1 << 40, .four)]
            as [(UInt64, UInt64, SignificantDigits)]
        {
            var histogram = Histogram<UInt64>(
                lowestDiscernibleValue: lowest, highestTrackableValue: highest, numberOfSignificantValueDigits: digits)
            histogram.record(highest)
            histogram.record(lowest, count: 5)
            let decoded = try HistogramEncoding.histogram(text: try #require(HistogramEncoding.text(of: histogram)))
            #expect(decoded == histogram)
        }
    }

    @Test("The encoding cut at any byte is refused")
    func truncated() throws {
        let plain = try #require(HistogramEncoding.plain(Self.sample(seed: 1, count: 40)))
        for end in 0..<plain.count {
            #expect(throws: HistogramDecodingError.self) {
                try HistogramEncoding.histogram(plain: Array(plain[..<end]))
            }
        }
        let text = try #require(HistogramEncoding.text(of: Self.sample(seed: 1, count: 40)))
        for end in 0..<text.utf8.count {
            #expect(throws: HistogramDecodingError.self, "cut at \(end)") {
                try HistogramEncoding.histogram(text: String(text.prefix(end)))
            }
        }
    }

    @Test("A flipped bit is refused or gives another histogram, never a trap")
    func flipped() throws {
        let sample = Self.sample(seed: 2, count: 12)
        let plain = try #require(HistogramEncoding.plain(sample))
        for bit in 0..<(plain.count * 8) {
            var damaged = plain
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let histogram = try? HistogramEncoding.histogram(plain: damaged) else { continue }
            // The word of the conversion ratio is not used; every other accepted change must show.
            let isRatio = (32..<40).contains(bit / 8)
            #expect(isRatio == (HistogramEncoding.plain(histogram) == plain), "bit \(bit)")
            _ = histogram.mean
        }
    }

    @Test("A flipped bit of the compressed form is refused, or was padding and changes nothing")
    func flippedCompressed() throws {
        let sample = Self.sample(seed: 3, count: 12)
        let compressed = Zlib.compress(try #require(HistogramEncoding.plain(sample)))
        let header: [UInt8] = [0x1C, 0x84, 0x93, 0x14, 0, 0, 0, UInt8(compressed.count)]
        #expect(try HistogramEncoding.histogram(compressed: header + compressed) == sample)
        var refusedCount = 0
        for bit in 0..<(compressed.count * 8) {
            var damaged = compressed
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            do {
                let histogram = try HistogramEncoding.histogram(compressed: header + damaged)
                #expect(histogram == sample, "bit \(bit)")
            } catch {
                refusedCount += 1
            }
        }
        // Level bits of the zlib header and the bits that fill up the last byte of the data are all that may change.
        #expect(refusedCount >= compressed.count * 8 - 16)
    }

    @Test("A small text that would decompress without end is refused within bounds")
    func bomb() throws {
        var bomb = try #require(HistogramEncoding.plain(LatencyRange.histogram()))
        bomb += [UInt8](repeating: 0, count: 64 << 20)
        let compressed = Zlib.compress(bomb)
        let length = UInt32(compressed.count)
        let header = [0x1C, 0x84, 0x93, 0x14] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
        #expect(throws: HistogramDecodingError.damagedCompression) {
            try HistogramEncoding.histogram(compressed: header + compressed)
        }
    }

    @Test("More counts than places, and counts that overflow, are refused")
    func hostileCounts() throws {
        func encoding(_ numbers: [Int64]) throws -> [UInt8] {
            var counts: [UInt8] = []
            for number in numbers { ZigZagNumber.append(number, to: &counts) }
            var plain = try #require(HistogramEncoding.plain(LatencyRange.histogram()))
            plain[7] = UInt8(counts.count)
            return plain + counts
        }
        #expect(try HistogramEncoding.histogram(plain: encoding([-27_647, 5])).totalCount == 5)
        #expect(throws: HistogramDecodingError.tooManyCounts) {
            try HistogramEncoding.histogram(plain: encoding([-27_648, 5]))
        }
        #expect(throws: HistogramDecodingError.tooManyCounts) {
            try HistogramEncoding.histogram(plain: encoding([.min]))
        }
        #expect(throws: HistogramDecodingError.countOverflow) {
            try HistogramEncoding.histogram(plain: encoding([0, .max, .max]))
        }
        #expect(throws: HistogramDecodingError.countOverflow) {
            try HistogramEncoding.histogram(plain: encoding([-20_000, .max]))
        }
    }

    @Test("Text that is none of ours is refused with its reason")
    func foreign() {
        #expect(throws: HistogramDecodingError.notBase64) { try HistogramEncoding.histogram(text: "%%%") }
        #expect(throws: HistogramDecodingError.truncated) { try HistogramEncoding.histogram(text: "") }
        #expect(throws: HistogramDecodingError.unknownCookie(0)) {
            try HistogramEncoding.histogram(text: "AAAAAAAAAAA=")
        }
    }
}
