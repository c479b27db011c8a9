import Measurement
import TestSupport
import Testing

/// Histogram logs: written by runs, read and merged by the tool.
@Suite struct LogTests {
    private func writeLog(_ files: TemporaryFiles, _ name: String) throws -> String {
        let path = files.path(name)
        let output = try Tool.run(
            [
                "run", "--profile", "constant", "--rate", "2000", "--duration", "1", "--devices", "500", "--quiet",
                "--hlog",
                path,
            ])
        #expect(output.status == 0 || output.status == 4, "\(output.standardError)")
        return path
    }

    private func counts(_ path: String) throws -> [String: UInt64] {
        var counts: [String: UInt64] = [:]
        var reader = try HistogramLogReader(path: path)
        while let interval = try reader.next() {
            counts[interval.tag ?? "", default: 0] += LatencyFigures(interval.histogram, unanswered: .none).count
        }
        return counts
    }

    @Test("A run's log has a tag per series, and merging two logs adds their counts")
    func merge() throws {
        let files = try TemporaryFiles()
        let first = try writeLog(files, "first.hlog")
        let second = try writeLog(files, "second.hlog")
        let both = files.path("both.hlog")
        let output = try Tool.run(["merge", first, second, "-o", both])
        #expect(output.status == 0, "\(output.standardError)")
        let (a, b, sum) = (try counts(first), try counts(second), try counts(both))
        #expect(Set(a.keys) == ["token", "registration.token", "lag"])
        #expect(a["token"] == 2_000)
        #expect(sum == a.merging(b) { $0 + $1 })
    }

    @Test("A log that is none exits 1 and names file and line")
    func unreadable() throws {
        let files = try TemporaryFiles()
        let path = try files.write("not a log\n", to: "bad.hlog")
        let output = try Tool.run(["merge", path, "-o", files.path("out.hlog")])
        #expect(output.status == 1)
        #expect(output.standardError.contains("bad.hlog"))
    }
}
