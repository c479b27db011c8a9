import Foundation
import TestSupport
import Testing

/// `loadgen search`, as a person calls it.
@Suite struct SearchTests {
    private static let storm = ["search", "--devices", "200", "--rate", "20", "--law", "calendar"]

    @Test("The largest fleet is found, with the runs on the way and the file of the confirming one")
    func devices() throws {
        let files = try TemporaryFiles()
        let path = files.path("s.json")
        let output = try Tool.run(
            Self.storm + ["--objective", "T99<60s", "--over", "devices", "--most", "5000", "--json", path])
        #expect(output.status == 0, "\(output.standardOutput)\(output.standardError)")
        #expect(output.standardOutput.contains("         200 devices  holds"))
        #expect(output.standardOutput.contains("(confirmed)"))
        #expect(output.standardOutput.contains("The most for which T99<60s holds: "))
        #expect(try Tool.run(["validate", path]).status == 0)
        #expect(try ResultJSON(path).object("plan")["seed"] as? Int == 2)
    }

    @Test("Rate and detection spread of a storm are searched downwards", arguments: ["rate", "detection-spread"])
    func downwards(quantity: String) throws {
        let output = try Tool.run(
            Self.storm + ["--objective", "T99<100s", "--over", quantity, "--least", "5", "--quiet"])
        #expect(output.status == 0, "\(output.standardOutput)\(output.standardError)")
        #expect(output.standardOutput.hasPrefix("The least") || output.standardOutput.contains("holds up to"))
        #expect(output.standardOutput.split(separator: "\n").count == 1)
    }

    @Test("What never holds exits 2, what holds throughout 0")
    func ends() throws {
        let never = try Tool.run(
            Self.storm + ["--objective", "T99<1ms", "--over", "devices", "--least", "100", "--quiet"])
        #expect(never.status == 2)
        #expect(never.standardOutput == "T99<1ms does not hold, not even at 100 devices.\n")
        let always = try Tool.run(
            Self.storm + ["--objective", "T99<10000s", "--over", "devices", "--most", "400", "--quiet"])
        #expect(always.status == 0)
        #expect(
            always.standardOutput
                == "T99<10000s holds up to 400 devices, the end of the search; more was not tried.\n")
    }

    @Test("Ctrl-C keeps the probes that were played: exit 130, a line for each and the last one's file")
    func interrupt() throws {
        let files = try TemporaryFiles()
        let path = files.path("s.json")
        let output = try Tool.run(
            [
                "search", "--objective", "T99<100000s", "--over", "devices", "--devices", "20", "--rate", "20",
                "--json", path,
            ], seconds: 120, interruptAfter: 4)
        #expect(output.status == 130, "\(output.standardOutput)\(output.standardError)")
        #expect(output.standardOutput.contains("          20 devices  holds"))
        #expect(output.standardOutput.contains("The search was cut short after "))
        #expect(try Tool.run(["validate", path]).status == 0)
    }

    @Test("Runs are searched as well")
    func runs() throws {
        let output = try Tool.run(
            [
                "search", "--objective", "p50(token)<60s", "--over", "devices", "--profile", "saturate", "--devices",
                "500",
                "--most", "2000",
            ])
        #expect(output.status == 0, "\(output.standardOutput)\(output.standardError)")
        #expect(output.standardOutput.contains("holds up to 2,000 devices"))
    }

    /// Words of the command line, and what the message has to name.
    static let mistakes: [([String], String)] = [
        (["search", "--over", "rate"], "--objective"), (["search", "--objective", "T99<1s"], "--over"),
        (["search", "--objective", "T99<1", "--over", "rate"], "--objective"),
        (["search", "--objective", "T99<1s", "--over", "devises"], "did you mean devices?"),
        (["search", "--objective", "T99<1s", "--over", "devices", "--least", "0"], "--least"),
        (["search", "--objective", "T99<1s", "--over", "devices", "--least", "5", "--most", "4"], "--most"),
        (["search", "--objective", "T99<1s", "--over", "devices", "--profile", "poisson"], "--profile"),
        (["search", "--objective", "p99(token)<1s", "--over", "detection-spread"], "detection-spread"),
        (["search", "--objective", "p99(token)<1s", "--over", "rate", "--profile", "saturate"], "--over rate"),
        (["search", "nope", "--objective", "T99<1s", "--over", "rate"], "nope: no such storm"),
    ]

    @Test("A mistake on the command line exits 64 and runs nothing", arguments: mistakes)
    func mistake(arguments: [String], named: String) throws {
        let output = try Tool.run(arguments)
        #expect(output.status == 64, "\(arguments)")
        #expect(output.standardError.contains(named), "\(output.standardError)")
        #expect(output.standardOutput.isEmpty)
    }
}
