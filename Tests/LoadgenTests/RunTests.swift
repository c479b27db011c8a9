import Foundation
import Measurement
import TestSupport
import Testing

/// What a run leaves behind.
@Suite struct RunTests {
    @Test("A saturated run writes a valid result with every key of the contract, one cycle per device")
    func resultFile() throws {
        let files = try TemporaryFiles()
        let path = files.path("r.json")
        let output = try Tool.run(["run", "--profile", "saturate", "--devices", "5000", "--json", path])
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.contains("valid: yes"))
        let result = try ResultJSON(path)
        #expect(result.root["schema"] as? String == "loadgen/1")
        for key in ["tool", "machine", "plan", "verdict", "ceiling", "throughput", "latency", "counters", "memory"] {
            #expect(result.root[key] is [String: Any], "\(key)")
        }
        #expect(result.root["invariants"] is [Any] && result.root["timeline"] is [Any])
        let counters = try result.object("counters")
        #expect(counters["registered"] as? Int == 5_000 && counters["tokensRedeemed"] as? Int == 5_000)
        #expect(try Tool.run(["validate", path]).status == 0)
    }

    @Test("Without a profile three phases run, and the whole is about saturation")
    func allPhases() throws {
        let files = try TemporaryFiles()
        let path = files.path("r.json")
        let output = try Tool.run(["--devices", "2000", "--duration", "1", "--quiet", "--json", path])
        // Half the saturated rate of a debug build on a busy machine may be out of reach; the run still has to be whole.
        #expect(output.status == 0 || output.status == 4, "\(output.standardError)")
        let result = try ResultJSON(path)
        let phases = try #require(result.root["phases"] as? [[String: Any]])
        #expect(phases.compactMap { $0["name"] as? String } == ["ceiling", "saturate", "constant"])
        #expect(try result.object("plan")["profile"] as? String == "saturate")
    }

    @Test("A result says how the run was set up, in the file and in the report")
    func setUp() throws {
        let files = try TemporaryFiles()
        let scenario = try files.write("parameters:\n  queueDepthHigh: 64\n  queueDepthLow: 32\n", to: "s.yaml")
        let path = files.path("r.json")
        let output = try Tool.run([
            "run", scenario, "--profile", "saturate", "--devices", "1000", "--law", "threshold", "--json", path,
        ])
        let settings = try #require(try ResultJSON(path).object("plan")["settings"] as? [String: String])
        #expect(
            settings == [
                "law": "threshold", "discipline": "edf", "queueDepthHigh": "64", "queueDepthLow": "32",
            ])
        #expect(
            output.standardOutput.split(separator: "\n").prefix(2).joined(separator: " ").contains("law threshold"),
            "\(output.standardOutput)")
    }

    @Test("The same seed gives the same plan, another seed another")
    func seeds() throws {
        let files = try TemporaryFiles()
        let hashes = try ["7", "7", "8"].map { seed in
            let path = files.path("\(UUID().uuidString).json")
            _ = try Tool.run(
                ["run", "--profile", "saturate", "--devices", "1000", "--seed", seed, "--quiet", "--json", path])
            return try #require(try ResultJSON(path).object("plan")["hash"] as? String)
        }
        #expect(hashes[0] == hashes[1] && hashes[1] != hashes[2])
    }

    @Test("Quiet means nothing on either stream, and no terminal means no escape codes")
    func streams() throws {
        let quiet = try Tool.run(["run", "--profile", "saturate", "--devices", "1000", "--quiet"])
        #expect(quiet.standardOutput.isEmpty && quiet.standardError.isEmpty)
        let piped = try Tool.run([
            "run", "--profile", "constant", "--rate", "1000", "--duration", "2", "--devices", "1000",
        ])
        #expect(piped.standardError.isEmpty)
        #expect(!piped.standardOutput.contains("\u{1B}") && !piped.standardOutput.isEmpty)
    }

    @Test("A missed objective exits 2, a met one 0, and the report names both")
    func objectives() throws {
        let run = ["run", "--profile", "saturate", "--devices", "2000"]
        let missed = try Tool.run(run + ["--objective", "p50(token)<1ns"])
        #expect(missed.status == 2)
        #expect(missed.standardOutput.contains("p50(token)<1ns"))
        #expect(try Tool.run(run + ["--objective", "p50(token)<60s"]).status == 0)
    }

    @Test("A rate that cannot be reached makes the run invalid: exit 4, with the reason")
    func invalid() throws {
        let output = try Tool.run(
            ["run", "--profile", "constant", "--rate", "500000000", "--duration", "0.001", "--devices", "10000"])
        #expect(output.status == 4)
        #expect(output.standardOutput.contains("valid: no"))
    }

    @Test("Ctrl-C ends a run early: exit 130, a partial report and a readable result")
    func interrupt() throws {
        let files = try TemporaryFiles()
        let path = files.path("r.json")
        let started = Date()
        let output = try Tool.run(
            [
                "run", "--profile", "constant", "--rate", "1000", "--duration", "60", "--devices", "1000", "--json",
                path,
            ],
            interruptAfter: 1.5)
        #expect(output.status == 130)
        #expect(Date().timeIntervalSince(started) < 55)
        #expect(output.standardOutput.contains("valid: no") && output.standardOutput.contains("interrupted"))
        #expect(try Tool.run(["validate", path]).status == 0)
    }
}
