import Foundation
import Histogram
import Testing

@testable import Measurement

/// Whether the PyPI package `hdrhistogram` reads what we write, and we read what it writes.
@Suite("Interchange with the PyPI package hdrhistogram")
struct PythonInterchangeTests {
    /// What the package says of one interval.
    struct Reading: Decodable {
        let tag: String?
        let count: UInt64
        let start: Double
        let end: Double
        let percentiles: [UInt64]
        let encoded: String
    }

    static let percentiles = [0.001, 25, 50, 90, 99, 99.9, 99.99, 100]

    /// Prints each interval of the log at the first argument as JSON, read and encoded again by the package.
    static let script = """
        import json, sys
        from hdrh.histogram import HdrHistogram
        from hdrh.log import HistogramLogReader
        reader = HistogramLogReader(sys.argv[1], HdrHistogram(1, 60000000000, 3))
        rows = []
        while True:
            h = reader.get_next_interval_histogram()
            if h is None:
                break
            encoded = HdrHistogram(1, 60000000000, 3)
            encoded.add(h)
            rows.append({"tag": h.get_tag(), "count": h.get_total_count(), "start": h.get_start_time_stamp(),
                         "end": h.get_end_time_stamp(), "encoded": encoded.encode().decode("ascii"),
                         "percentiles": [h.get_value_at_percentile(p) for p in json.loads(sys.argv[2])]})
        print(json.dumps(rows))
        """

    /// The interpreter to use: the environment's, the build folder's, or the system's.
    static var interpreter: [String] {
        if let path = ProcessInfo.processInfo.environment["HDRHISTOGRAM_PYTHON"] { return [path] }
        if FileManager.default.isExecutableFile(atPath: ".build/venv/bin/python") { return [".build/venv/bin/python"] }
        return ["/usr/bin/env", "python3"]
    }

    /// Runs Python and returns what it printed; `nil` when it could not run or failed.
    static func python(_ arguments: [String]) throws -> Data? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: interpreter[0])
        process.arguments = Array(interpreter.dropFirst()) + arguments
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return nil }
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? data : nil
    }

    @Test("Every series of a log comes out of the package as it went in, and back again")
    func roundTrip() throws {
        guard try Self.python(["-c", "import hdrh.log"]) != nil else {
            Issue.record("install the PyPI package hdrhistogram, and name its interpreter in HDRHISTOGRAM_PYTHON")
            return
        }
        let folder = try ScratchFolder()
        let start: Int64 = 1_767_225_600_123
        var writer = try HistogramLogWriter(
            creating: folder.file("run.hlog"), startMilliseconds: start, comment: "interchange")
        var written: [HistogramLogInterval] = []
        for second in 0..<3 as Range<Int64> {
            for series in LatencySeries.allCases {
                written.append(
                    HistogramLogInterval(
                        tag: series.label, startMilliseconds: second * 1_000, lengthMilliseconds: 1_000,
                        histogram: HistogramEncodingTests.sample(
                            seed: UInt64(second) * 10 + UInt64(series.rawValue), count: 1_000)))
            }
        }
        for interval in written { try writer.append(interval) }
        try writer.close()

        let percentiles = String(decoding: try JSONEncoder().encode(Self.percentiles), as: UTF8.self)
        let output = try #require(try Self.python(["-c", Self.script, folder.file("run.hlog"), percentiles]))
        let readings = try JSONDecoder().decode([Reading].self, from: output)
        #expect(readings.count == written.count)
        for (interval, reading) in zip(written, readings) {
            #expect(reading.tag == interval.tag)
            #expect(reading.count == interval.histogram.totalCount)
            #expect(abs(reading.start - Double(start + interval.startMilliseconds)) < 0.5)
            #expect(abs(reading.end - reading.start - 1_000) < 0.5)
            // Theirs are the highest values of their places; ours end at the greatest value recorded.
            let ours = Self.percentiles.map {
                interval.histogram.highestEquivalentForValue(interval.histogram.valueAtPercentile($0))
            }
            #expect(reading.percentiles == ours)
            let back = try HistogramEncoding.histogram(text: reading.encoded)
            #expect(back == interval.histogram)
        }
    }
}
