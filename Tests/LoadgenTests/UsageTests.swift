import Foundation
import TestSupport
import Testing

/// Exit 64: what is wrong on the command line is said before any run begins.
@Suite struct UsageTests {
    /// Words of the command line, and what the message has to name.
    static let mistakes: [([String], String)] = [
        (["strom"], "strom: no such command or file; did you mean storm?"),
        (["hotpath"], "did you mean hotpaths?"),
        (["run", "--devices", "0"], "--devices"),
        (["run", "--devices", "many"], "--devices"),
        (["run", "--profile", "constant", "--rate", "-1"], "--rate"),
        (["run", "--rate", "5"], "--rate goes with --profile"),
        (["run", "--profile", "saturate", "--rate", "5"], "--rate"),
        (["run", "--profile", "constant", "--rate", "5", "--duration", "0"], "--duration"),
        (["run", "--duration", "-1"], "--duration"),
        (["run", "--profile", "ramp", "--rate", "-1"], "--rate"),
        (["run", "--workers", "0"], "--workers"),
        (["run", "--profile", "constnt"], "did you mean constant?"),
        (["run", "--law", "calender"], "did you mean calendar?"),
        (["run", "--discipline", "fifo"], "strict, edf, drr"),
        (["run", "--target", "sip"], "core, null"),
        (["run", "--objective", "p99(token)<"], "--objective"),
        (["run", "--json", "/nonexistent/result.json"], "--json /nonexistent/result.json"),
        (["run", "--hlog", "/nonexistent/run.hlog"], "--hlog /nonexistent/run.hlog"),
        (["run", "--devises", "5"], "--devises"),
        (["merge"], "logs"),
        (["compare", "one.json"], "second"),
        (["check", "--devices", "0"], "--devices"),
    ]

    @Test("A mistake on the command line exits 64, says what it is, and runs nothing", arguments: mistakes)
    func mistake(arguments: [String], named: String) throws {
        let started = Date()
        let output = try Tool.run(arguments)
        #expect(output.status == 64, "\(arguments)")
        #expect(output.standardError.contains(named), "\(output.standardError)")
        #expect(output.standardOutput.isEmpty)
        #expect(Date().timeIntervalSince(started) < 60)
    }
}
