import Histogram
import Testing

@testable import Measurement

@Suite("HistogramLogMerge")
struct HistogramLogMergeTests {
    /// Writes a log of these intervals (tag, start, length) with histograms from `seed`, and returns its path.
    private func log(
        _ name: String, in folder: ScratchFolder, base: Int64, seed: UInt64, _ lines: [(String?, Int64, Int64)]
    ) throws -> String {
        var writer = try HistogramLogWriter(creating: folder.file(name), startMilliseconds: base, comment: name)
        for (index, line) in lines.enumerated() {
            try writer.append(
                HistogramLogInterval(
                    tag: line.0, startMilliseconds: line.1, lengthMilliseconds: line.2,
                    histogram: HistogramEncodingTests.sample(seed: seed &+ UInt64(index), count: 50)))
        }
        try writer.close()
        return folder.file(name)
    }

    @Test("Equal intervals are added, others stand in order of time, and no count is lost")
    func merges() throws {
        let folder = try ScratchFolder()
        let a = try log(
            "a", in: folder, base: 10_000, seed: 1,
            [("token", 0, 1_000), ("lag", 0, 1_000), ("token", 1_000, 1_000), ("token", 2_000, 500)])
        let b = try log(
            "b", in: folder, base: 11_000, seed: 100, [("token", 0, 1_000), (nil, 500, 1_000), ("token", 1_000, 1_000)])
        let summary = try HistogramLogMerge.merge([a, b], into: folder.file("c"))
        #expect(summary.intervalsRead == 7)
        #expect(summary.intervalsWritten == 6)
        #expect(summary.totals.map(\.tag) == ["", "lag", "token"])

        var readA = try intervals(at: a)
        let (readB, merged) = (try intervals(at: b), try intervals(at: folder.file("c")))
        #expect(merged.map(\.tag) == ["token", "lag", "token", nil, "token", "token"])
        #expect(merged.map(\.startMilliseconds) == [0, 0, 1_000, 1_500, 2_000, 2_000])
        readA[2].histogram.add(readB[0].histogram)
        #expect(merged[2].histogram == readA[2].histogram)
        var reader = try HistogramLogReader(path: folder.file("c"))
        _ = try reader.next()
        #expect(reader.baseMilliseconds == 10_000)

        var token = readA[0].histogram
        for interval in [readA[2], readA[3], readB[2]] { token.add(interval.histogram) }
        #expect(summary.totals[2].histogram == token)
    }

    @Test("A log merged into itself is replaced by the whole")
    func intoItself() throws {
        let folder = try ScratchFolder()
        let a = try log("a", in: folder, base: 0, seed: 1, [("token", 0, 1_000)])
        let before = try intervals(at: a)[0].histogram.totalCount
        _ = try HistogramLogMerge.merge([a, a], into: a)
        let after = try intervals(at: a)
        #expect(after.count == 1)
        #expect(after[0].histogram.totalCount == 2 * before)
    }

    @Test("A damaged input leaves the output as it was")
    func damagedInput() throws {
        let folder = try ScratchFolder()
        let a = try log("a", in: folder, base: 0, seed: 1, [("token", 0, 1_000)])
        let b = try folder.write(folder.text(of: "a") + "damaged\n", to: "b")
        let c = try folder.write("precious", to: "c")
        #expect(throws: HistogramLogError.self) { try HistogramLogMerge.merge([a, b], into: c) }
        #expect(try folder.text(of: "c") == "precious")
        #expect(throws: HistogramLogError.self) { try intervals(at: c + ".partial") }
    }

    @Test("Histograms of one tag that cannot be added without loss are refused by tag and line")
    func layoutMismatch() throws {
        let folder = try ScratchFolder()
        let a = try log("a", in: folder, base: 0, seed: 1, [("token", 0, 1_000)])
        var coarse = Histogram<UInt64>(highestTrackableValue: 1_000, numberOfSignificantValueDigits: .one)
        coarse.record(5)
        var writer = try HistogramLogWriter(creating: folder.file("b"), startMilliseconds: 0, comment: "b")
        try writer.append(
            HistogramLogInterval(tag: "token", startMilliseconds: 0, lengthMilliseconds: 1_000, histogram: coarse))
        try writer.close()
        #expect(throws: HistogramLogError(.layoutMismatch(tag: "token"), path: folder.file("b"), lineNumber: 6)) {
            try HistogramLogMerge.merge([a, folder.file("b")], into: folder.file("c"))
        }
    }

    @Test("Histograms that differ in their highest value only are added")
    func differentHighest() throws {
        let folder = try ScratchFolder()
        var narrow = Histogram<UInt64>(highestTrackableValue: 10_000, numberOfSignificantValueDigits: .three)
        narrow.record(9_000, count: 2)
        var wide = LatencyRange.histogram()
        wide.record(50_000_000_000, count: 3)
        var writer = try HistogramLogWriter(creating: folder.file("a"), startMilliseconds: 0, comment: "a")
        for histogram in [narrow, wide] {
            try writer.append(
                HistogramLogInterval(tag: "x", startMilliseconds: 0, lengthMilliseconds: 1, histogram: histogram))
        }
        try writer.close()
        let summary = try HistogramLogMerge.merge([folder.file("a")], into: folder.file("c"))
        #expect(summary.totals[0].histogram.totalCount == 5)
        let merged = try intervals(at: folder.file("c"))
        #expect(merged.count == 1)
        #expect(merged[0].histogram.countForValue(9_000) == 2)
        #expect(merged[0].histogram.countForValue(50_000_000_000) == 3)
    }

    @Test("More tags than are kept, and counts that overflow when added, are refused")
    func limits() throws {
        let folder = try ScratchFolder()
        var histogram = LatencyRange.histogram()
        histogram.record(1)
        let text = try #require(HistogramEncoding.text(of: histogram))
        let lines = (0...HistogramLogMerge.tagCountMax).map { "Tag=t\($0),0,1,1,\(text)\n" }.joined()
        let many = try folder.write(lines, to: "many")
        #expect(throws: HistogramLogError(.tooManyTags, path: many, lineNumber: HistogramLogMerge.tagCountMax + 1)) {
            try HistogramLogMerge.merge([many], into: folder.file("c"))
        }
        var large = LatencyRange.histogram()
        large.record(1, count: UInt64(Int64.max) / 2 + 1)
        let largeText = try #require(HistogramEncoding.text(of: large))
        let twice = try folder.write("0,1,1,\(largeText)\n0,1,1,\(largeText)\n", to: "twice")
        #expect(throws: HistogramLogError(.countOverflow, path: twice, lineNumber: 2)) {
            try HistogramLogMerge.merge([twice], into: folder.file("c"))
        }
    }

    @Test("No input gives an empty log")
    func nothing() throws {
        let folder = try ScratchFolder()
        let summary = try HistogramLogMerge.merge([], into: folder.file("c"))
        #expect(summary.intervalsRead == 0)
        #expect(try intervals(at: folder.file("c")).isEmpty)
    }
}
