import FoundationEssentials
import Histogram
import Testing

@testable import Measurement

/// A folder of its own for the files of one test, removed with it.
final class ScratchFolder {
    /// The folder's path.
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("measurement-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of the file `name` in the folder.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes `text` to the file `name` and returns its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    /// The text of the file `name`.
    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
    }
}

/// All intervals of the log at `path`.
func intervals(at path: String) throws -> [HistogramLogInterval] {
    var log = try HistogramLogReader(path: path)
    var intervals: [HistogramLogInterval] = []
    while let interval = try log.next() { intervals.append(interval) }
    return intervals
}

@Suite("HistogramLog")
struct HistogramLogTests {
    static let start: Int64 = 1_767_225_600_123  // 2026-01-01T00:00:00.123Z

    @Test("Intervals survive writing and reading")
    func roundTrip() throws {
        let folder = try ScratchFolder()
        let path = folder.file("run.hlog")
        var log = try HistogramLogWriter(creating: path, startMilliseconds: Self.start, comment: "two\nlines")
        let histogram = HistogramEncodingTests.sample(seed: 4, count: 300)
        for second in 0..<3 as Range<Int64> {
            for series in LatencySeries.allCases {
                try log.append(
                    HistogramLogInterval(
                        tag: series.label, startMilliseconds: second * 1_000 + 7, lengthMilliseconds: 1_003,
                        histogram: histogram))
            }
        }
        try log.append(
            HistogramLogInterval(
                tag: nil, startMilliseconds: 0, lengthMilliseconds: 0, histogram: LatencyRange.histogram()))
        try log.close()
        let read = try intervals(at: path)
        #expect(read.count == 16)
        #expect(read[6].tag == "registration.priority")
        #expect(read[6].startMilliseconds == 1_007)
        #expect(read[6].lengthMilliseconds == 1_003)
        #expect(read[6].histogram == histogram)
        #expect(read[15].tag == nil)
        #expect(read[15].histogram.totalCount == 0)
        var reader = try HistogramLogReader(path: path)
        _ = try reader.next()
        #expect(reader.startMilliseconds == Self.start)
        #expect(reader.baseMilliseconds == Self.start)
        #expect(reader.lineNumber == 6)
    }

    @Test("The header and an interval line have the documented form")
    func form() throws {
        let folder = try ScratchFolder()
        var log = try HistogramLogWriter(
            creating: folder.file("run.hlog"), startMilliseconds: Self.start, comment: "a tool")
        var histogram = LatencyRange.histogram()
        histogram.record(1_234_567)
        try log.append(
            HistogramLogInterval(
                tag: "token", startMilliseconds: 12_345, lengthMilliseconds: 1_000, histogram: histogram))
        try log.close()
        let lines = try folder.text(of: "run.hlog").split(separator: "\n")
        #expect(lines[0] == "#[a tool]")
        #expect(lines[1] == "#[Histogram log format version 1.3]")
        #expect(lines[2] == "#[StartTime: 1767225600.123 (seconds since epoch), 2026-01-01T00:00:00Z]")
        #expect(lines[3] == "#[BaseTime: 1767225600.123 (seconds since epoch)]")
        #expect(lines[4] == "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"")
        // The greatest value of 1,234,567 ns at this resolution is 1,234,943 ns.
        #expect(lines[5].hasPrefix("Tag=token,12.345,1.000,1.235,HISTFAAAA"))
    }

    @Test("A log without times counts from its first interval; old relative times count from the start")
    func deducedTimes() throws {
        let folder = try ScratchFolder()
        let text = try #require(HistogramEncoding.text(of: HistogramEncodingTests.sample(seed: 1, count: 1)))
        var bare = try HistogramLogReader(path: try folder.write("1441812279.474,1.0,2.5,\(text)", to: "bare"))
        _ = try bare.next()
        #expect(bare.startMilliseconds == 1_441_812_279_474)
        #expect(bare.baseMilliseconds == 0)
        var relative = try HistogramLogReader(
            path: try folder.write(
                "#[StartTime: 1441812279.474 (seconds since epoch), x]\r\n0.127,1.007,2,\(text)\r\n", to: "r"))
        let interval = try relative.next()
        #expect(interval?.startMilliseconds == 127)
        #expect(relative.baseMilliseconds == 1_441_812_279_474)
    }

    @Test(
        "A damaged line is refused with its number",
        arguments: [
            "nonsense", "1,2,3", "Tag=x,1,2,3", "-1,2,3,HIST", "1e3,2,3,HIST", "1,2,nan,HIST", "1,2,3,", "1,2,3,HIST",
            ",,,", "Tag=", "99999999999999999999,1,1,HIST", "#[StartTime: x (seconds since epoch)]", "#[BaseTime: -1 ]",
        ])
    func damaged(line: String) throws {
        let folder = try ScratchFolder()
        let path = try folder.write("#[fine]\n\n\(line)\n", to: "damaged.hlog")
        do throws(HistogramLogError) {
            var log = try HistogramLogReader(path: path)
            _ = try log.next()
            Issue.record("read \(line)")
        } catch {
            #expect(error.lineNumber == 3)
            #expect(error.description.hasPrefix("\(path):3: "))
        }
    }

    @Test("A line longer than any interval, and bytes that are no text, are refused")
    func hostileLines() throws {
        let folder = try ScratchFolder()
        let long = try folder.write(
            String(repeating: "1", count: HistogramEncoding.textByteCountMax + 2_000), to: "long.hlog")
        #expect(throws: HistogramLogError(.lineTooLong, path: long, lineNumber: 1)) { try intervals(at: long) }
        let path = folder.file("bytes.hlog")
        try Data([0xFF, 0xFE, 0x0A]).write(to: URL(fileURLWithPath: path))
        #expect(throws: HistogramLogError(.malformed(field: "UTF-8 text"), path: path, lineNumber: 1)) {
            try intervals(at: path)
        }
    }

    @Test("A log cut anywhere gives its whole lines or an error at the last")
    func cut() throws {
        let folder = try ScratchFolder()
        var log = try HistogramLogWriter(creating: folder.file("run.hlog"), startMilliseconds: 0, comment: "x")
        for _ in 0..<2 {
            try log.append(
                HistogramLogInterval(
                    tag: "lag", startMilliseconds: 1, lengthMilliseconds: 1,
                    histogram: HistogramEncodingTests.sample(seed: 9, count: 3)))
        }
        try log.close()
        let text = try folder.text(of: "run.hlog")
        let whole = text.utf8.count
        for end in 0..<whole {
            let path = try folder.write(String(text.prefix(end)), to: "cut.hlog")
            do {
                let read = try intervals(at: path)
                #expect(read.count < 2 || end == whole - 1)
            } catch {
                #expect(error is HistogramLogError)
            }
        }
        #expect(try intervals(at: folder.file("run.hlog")).count == 2)
    }

    @Test("A file that cannot be opened or created is an error of the system")
    func unreachable() throws {
        #expect(throws: HistogramLogError(.system(operation: "open", code: 2), path: "/nonexistent/a")) {
            try intervals(at: "/nonexistent/a")
        }
        #expect(throws: HistogramLogError.self) {
            let log = try HistogramLogWriter(creating: "/nonexistent/a", startMilliseconds: 0, comment: "")
            try log.close()
        }
    }

    @Test("A full disk is reported, not ignored")
    func fullDisk() throws {
        var log = try HistogramLogWriter(creating: "/dev/full", startMilliseconds: 0, comment: "x")
        #expect(throws: HistogramLogError(.system(operation: "write", code: 28), path: "/dev/full")) { try log.flush() }
        try log.close()
    }
}
