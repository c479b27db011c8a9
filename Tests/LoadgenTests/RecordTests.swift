import Foundation
import TestSupport
import Testing

/// `loadgen record` and recorded plans on the command line. What tshark makes of captures is looked at with the programs of others.
@Suite struct RecordTests {
    static let plan = """
        seed: 5
        profile:
          name: recorded
          arrivals: |
            0.000000 a tokenCycle
            0.010000 b initial
            0.020000 gw priority
            0.250000 a tokenCycle
        """

    /// Words behind `record`, and what the message has to name.
    static let mistakes: [([String], String)] = [
        ([], "capture"), (["a.pcap", "b.pcap"], "b.pcap"), (["a.pcap", "--sip-port", "0"], "--sip-port 0"),
        (["a.pcap", "--sip-port", "65536"], "--sip-port"), (["a.pcap", "--sccp-port", "x"], "--sccp-port"),
        (["a.pcap", "--sip-port", "2000", "--sccp-port", "2000"], "the same port"),
        (["a.pcap"] + (1...65).flatMap { ["--sip-port", "\($0)"] }, "at most 64 ports"),
    ]

    @Test("A mistake on the command line exits 64 and prints no plan", arguments: mistakes)
    func mistake(arguments: [String], named: String) throws {
        let output = try Tool.run(["record"] + arguments)
        #expect(output.status == 64, "\(arguments)")
        #expect(output.standardError.contains(named), "\(output.standardError)")
        #expect(output.standardOutput.isEmpty)
    }

    @Test("A capture that is not there exits 65 and is named")
    func missingCapture() throws {
        let output = try Tool.run(["record", "/nonexistent/storm.pcap"])
        #expect(output.status == 65 && output.standardOutput.isEmpty)
        #expect(output.standardError.contains("/nonexistent/storm.pcap"), "\(output.standardError)")
    }

    @Test("Without tshark it exits 1 and names the package that has it")
    func missingTshark() throws {
        let output = try DebianProgram("env", package: "coreutils").start([
            "PATH=/nonexistent", BuiltTool("loadgen").path, "record", "storm.pcap",
        ]).output()
        #expect(output.status == 1 && output.standardOutput.isEmpty)
        #expect(output.standardError.contains("apt-get install -y tshark"), "\(output.standardError)")
    }

    /// Options that a recorded plan has no use for.
    static let contradictions = [
        ["--devices", "5"], ["--rate", "5"], ["--duration", "5"], ["--profile", "saturate"], ["--profile", "recorded"],
        ["--speed", "0"], ["--speed", "1001"],
    ]

    @Test("Options that the arrivals answer exit 64, and say so", arguments: contradictions)
    func contradiction(options: [String]) throws {
        let files = try TemporaryFiles()
        let path = try files.write(Self.plan, to: "plan.yaml")
        let output = try Tool.run(["run", path] + options)
        #expect(output.status == 64 && output.standardOutput.isEmpty)
        #expect(output.standardError.contains(options[0]), "\(output.standardError)")
    }

    @Test("A recording needs its file, and a speed needs a recording")
    func noRecording() throws {
        let nothing = try Tool.run(["run", "--profile", "recorded"])
        #expect(nothing.status == 64 && nothing.standardError.contains("loadgen record"))
        let speed = try Tool.run(["run", "--profile", "constant", "--rate", "5", "--speed", "2"])
        #expect(speed.status == 64 && speed.standardError.contains("--speed goes with a recorded plan"))
        let storm = try Tool.run(["storm", "--plan", "/nonexistent/plan.yaml"])
        #expect(storm.status == 65 && storm.standardError.contains("/nonexistent/plan.yaml"))
    }

    @Test("A line that is wrong exits 65, in a run and in the laboratory")
    func badLine() throws {
        let files = try TemporaryFiles()
        let path = try files.write(Self.plan + "\n    0.2 b initial", to: "plan.yaml")
        for arguments in [["run", path], ["storm", "--plan", path]] {
            let output = try Tool.run(arguments)
            #expect(output.status == 65 && output.standardOutput.isEmpty)
            #expect(output.standardError.contains("plan.yaml:9: times go backwards"), "\(output.standardError)")
        }
    }

    @Test("A recording is played faster when asked, under another hash")
    func speed() throws {
        let files = try TemporaryFiles()
        let path = try files.write(Self.plan, to: "plan.yaml")
        var hashes: Set<String> = []
        for speed in [["--speed", "1"], ["--speed", "2"], []] {
            let result = files.path("r.json")
            let output = try Tool.run(["run", path, "--quiet", "--json", result] + speed)
            #expect(output.status == 0 || output.status == 4, "\(output.standardError)")
            let plan = try ResultJSON(result).object("plan")
            #expect(plan["devices"] as? Int == 3 && plan["profile"] as? String == "recorded")
            hashes.insert(plan["hash"] as? String ?? "")
            let counters = try ResultJSON(result).object("counters")
            #expect(counters["generator.arrivals"] as? Int == 4 && counters["registered"] as? Int == 3)
        }
        #expect(hashes.count == 2)
    }
}
