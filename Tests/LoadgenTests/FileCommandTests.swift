import Foundation
import TestSupport
import Testing

/// `compare`, `validate` and `check`.
@Suite struct FileCommandTests {
    @Test("Two results are compared series by series")
    func compare() throws {
        let files = try TemporaryFiles()
        let paths = try ["a.json", "b.json"].map { name in
            let path = files.path(name)
            _ = try Tool.run(["run", "--profile", "saturate", "--devices", "2000", "--quiet", "--json", path])
            return path
        }
        let output = try Tool.run(["compare"] + paths)
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.contains("token") && output.standardOutput.contains("%"))
    }

    @Test("A result that is none exits 1 and says why", arguments: ["compare", "report", "validate"])
    func unreadable(command: String) throws {
        let files = try TemporaryFiles()
        let path = try files.write("{ \"schema\": \"other/9\" }", to: "bad.json")
        let output = try Tool.run(command == "compare" ? [command, path, path] : [command, path])
        #expect(output.status == 1)
        #expect(output.standardError.contains("other/9") && output.standardError.contains("loadgen/1"))
    }

    @Test("A result that was cut off exits 1 and makes no page", arguments: [0, 1, 40, 400, 2_000])
    func truncated(length: Int) throws {
        let files = try TemporaryFiles()
        let path = files.path("r.json")
        _ = try Tool.run(["run", "--profile", "saturate", "--devices", "1000", "--quiet", "--json", path])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.count > length)
        let cut = try files.write(String(text.prefix(length)), to: "cut.json")
        let page = files.path("cut.html")
        let output = try Tool.run(["report", path, cut, "--html", page])
        #expect(output.status == 1 && output.standardError.contains("cut.json"), "\(output)")
        #expect(output.standardOutput.isEmpty && !FileManager.default.fileExists(atPath: page))
    }

    @Test("More results than can be told apart exit 64, and so does a page that cannot be written")
    func reportUsage() throws {
        let files = try TemporaryFiles()
        let path = files.path("r.json")
        _ = try Tool.run(["run", "--profile", "saturate", "--devices", "1000", "--quiet", "--json", path])
        let many = try Tool.run(["report"] + Array(repeating: path, count: 7))
        #expect(many.status == 64 && many.standardError.contains("at most 6"), "\(many)")
        let nowhere = try Tool.run(["report", path, "--html", "/nowhere/page.html"])
        #expect(nowhere.status == 64 && nowhere.standardError.contains("--html"), "\(nowhere)")
    }

    @Test("A result that breaks the contract exits 1 with a line for each breach")
    func breach() throws {
        let files = try TemporaryFiles()
        let path = files.path("r.json")
        _ = try Tool.run(["run", "--profile", "saturate", "--devices", "1000", "--quiet", "--json", path])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let broken = text.replacingOccurrences(of: "\"tokensGranted\" : 1000", with: "\"tokensGranted\" : 999")
        try #require(broken != text)
        let output = try Tool.run(["validate", try files.write(broken, to: "broken.json")])
        #expect(output.status == 1)
        #expect(output.standardOutput.contains("counters"))
    }

    @Test("The preflight names what it looked at")
    func check() throws {
        let output = try Tool.run(["check", "--devices", "1000"])
        #expect(output.status == 0 || output.status == 4)
        for name in ["cores", "clock", "descriptors", "memory", "recording"] {
            #expect(output.standardOutput.contains(name), "\(name)")
        }
    }
}
