import Foundation
import TestSupport
import Testing

/// `--history` and `loadgen history`.
@Suite struct HistoryCommandTests {
    private let files: TemporaryFiles
    private let path: String

    init() throws {
        files = try TemporaryFiles()
        path = files.path("h.sqlite")
    }

    /// The results of twenty commits, with a tenth less throughput from the eleventh on, in a history.
    private func addTwenty() throws -> [String] {
        let json = files.path("r.json")
        _ = try Tool.run(["run", "--profile", "saturate", "--devices", "2000", "--quiet", "--json", json])
        let rates = LaterResults.rates(about: [500_000, 450_000], each: 10)
        let later = try LaterResults.write(copiesOf: json, requestsPerSecond: rates, into: files)
        let output = try Tool.run(["history", "add", path] + later)
        try #require(output.status == 0 && output.standardOutput == "20 added, 0 there already\n", "\(output)")
        return later
    }

    @Test("Runs, storms and searches keep their results, each a subject of its own")
    func keeps() throws {
        let calls = [
            ["run", "--profile", "saturate", "--devices", "2000"],
            ["storm", "--devices", "1000", "--rate", "100", "--law", "calendar"],
            ["search", "--objective", "T99<40s", "--over", "devices", "--devices", "1000", "--rate", "50"],
        ]
        for call in calls {
            let output = try Tool.run(call + ["--quiet", "--history", path])
            #expect([0, 4].contains(output.status), "\(output.standardError)")
        }
        let output = try Tool.run(["history", path])
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.contains("* 1  "))
        #expect(output.standardOutput.contains("saturate on core") && output.standardOutput.contains("calendar T100"))
        let older = try Tool.run(["history", path, "--subject", "3"])
        #expect(older.standardOutput.contains("* 3  saturate on core"), "\(older.standardOutput)")
    }

    @Test("One plan under two laws is two subjects, and compare says what differs")
    func laws() throws {
        let results = ["calendar", "threshold"].map { files.path("\($0).json") }
        for (law, json) in zip(["calendar", "threshold"], results) {
            let output = try Tool.run(
                ["run", "--profile", "saturate", "--devices", "2000", "--quiet"]
                    + ["--law", law, "--json", json, "--history", path])
            #expect([0, 4].contains(output.status), "\(output.standardError)")
        }
        let list = try Tool.run(["history", path]).standardOutput
        #expect(list.contains("law calendar") && list.contains("law threshold"), "\(list)")
        let comparison = try Tool.run(["compare"] + results).standardOutput
        #expect(comparison.contains("They were set up differently: law calendar and threshold."), "\(comparison)")
    }

    @Test("A planted change is marked, in the list, in the plot and on the page")
    func change() throws {
        _ = try addTwenty()
        let list = try Tool.run(["history", path]).standardOutput
        let line = try #require(list.split(separator: "\n").first { $0.hasPrefix("requests ") }, "\(list)")
        #expect(line.hasSuffix("%, worse, at commit10"), "\(line)")
        let page = files.path("h.html")
        let plot = try Tool.run(["history", path, "--figure", "requests", "--html", page]).standardOutput
        let lines = plot.split(separator: "\n")
        let mark = try #require(lines.firstIndex { $0.hasPrefix("-- changed here: -") }, "\(plot)")
        #expect(lines[mark].contains("worse") && lines[mark + 1].contains("commit10"))
        #expect(
            lines.filter { $0.contains("###") }.count == 20
                && lines.allSatisfy { $0.unicodeScalars.allSatisfy(\.isASCII) })
        #expect(try String(contentsOfFile: page, encoding: .utf8).contains("Worse"))
    }

    @Test("What is there already is not added again")
    func again() throws {
        let later = try addTwenty()
        #expect(
            try Tool.run(["history", "add", path] + later.prefix(3)).standardOutput == "0 added, 3 there already\n")
    }

    @Test("It is exported with the times at which results were written")
    func export() throws {
        _ = try addTwenty()
        let lines = try Tool.run(["history", "export", path]).standardOutput.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("loadgen_history_figure{figure=\"requests\"") }.count == 20)
        let change = try #require(lines.first { $0.hasPrefix("loadgen_history_change{figure=\"requests\"") })
        #expect(change.contains("commit=\"commit10\"") && lines.last == "# EOF")
    }

    @Test("A run that is interrupted is not kept")
    func interrupted() throws {
        let output = try Tool.run(
            ["run", "--profile", "constant", "--rate", "100", "--duration", "60", "--quiet", "--history", path],
            interruptAfter: 2)
        #expect(output.status == 130, "\(output)")
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    // MARK: Bad input

    @Test("A history that is none exits 1 and says what to do", arguments: ["show", "export"])
    func missing(command: String) throws {
        let output = try Tool.run(["history", command, path])
        #expect(output.status == 1 && output.standardError.contains("--history of a run makes one"), "\(output)")
        let other = try Tool.run(["history", command, try files.write("no database at all", to: "notes.txt")])
        #expect(other.status == 1 && other.standardError.contains("not a history"), "\(other)")
    }

    @Test("A run does not begin when its result could not be kept")
    func unusable() throws {
        let notes = try files.write(String(repeating: "no database at all\n", count: 100), to: "notes.txt")
        for place in [notes, "/nowhere/h.sqlite"] {
            let output = try Tool.run(["run", "--devices", "1000", "--history", place])
            #expect(output.status == 64 && output.standardError.contains("--history"), "\(output)")
            #expect(output.standardOutput.isEmpty)
        }
        #expect(files.text(of: "notes.txt").hasPrefix("no database"))
    }

    @Test("A subject or a figure that there is not exits 64 and says which there are")
    func unknown() throws {
        _ = try addTwenty()
        for number in ["0", "2", "-1"] {
            let output = try Tool.run(["history", path, "--subject=\(number)"])
            #expect(output.status == 64 && output.standardError.contains("1 to 1"), "\(output)")
        }
        let output = try Tool.run(["history", path, "--figure", "speed"])
        #expect(output.status == 64 && output.standardError.contains("token p99"), "\(output)")
    }

    @Test("A result that is none is not added, and what came before it stays")
    func badResult() throws {
        let later = try addTwenty()
        let bad = try files.write("{ \"schema\": \"other/9\" }", to: "bad.json")
        let fresh = files.path("fresh.sqlite")
        let output = try Tool.run(["history", "add", fresh, later[0], bad, later[1]])
        #expect(output.status == 1 && output.standardError.contains("other/9"), "\(output)")
        #expect(
            try Tool.run(["history", "add", fresh, later[0], later[1]]).standardOutput == "1 added, 1 there already\n")
    }
}
