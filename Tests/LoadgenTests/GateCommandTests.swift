import Foundation
import Testing

/// `gate`, `instructions`, `hotpaths` and `sample` as their user calls them.
@Suite struct GateCommandTests {
    @Test("A base that git does not know is no baseline, and the message says what to do")
    func unknownBase() throws {
        let output = try Tool.run(["gate", "--base", "no-such-commit"])
        #expect(output.status == 5)
        #expect(output.standardError.contains("git knows no commit \"no-such-commit\""))
        #expect(output.standardOutput.isEmpty)
    }

    @Test("A head that git does not know, and numbers out of range, are usage errors")
    func usage() throws {
        for arguments in [
            ["gate", "--base", "HEAD", "--head", "no-such-commit"], ["gate", "--base", "HEAD", "--rounds", "1"],
            ["gate", "--base", "HEAD", "--passes", "-1"], ["gate"], ["hotpaths", "no.such.path"],
            ["hotpaths", "--devices", "0"], ["hotpaths", "--threads", "65"], ["instructions", "--renew"],
            ["instructions", "--reason", "because"],
        ] {
            let output = try Tool.run(arguments)
            #expect(output.status == 64, "\(arguments)")
            #expect(!output.standardError.isEmpty, "\(arguments)")
        }
    }

    @Test("No file of limits is no baseline")
    func noLimits() throws {
        let output = try Tool.run(["instructions", "--limits", "/no/such/file.json"])
        #expect(output.status == 5 && output.standardError.contains("--renew --reason"))
    }

    @Test("Hot paths are timed by name; a name that is nearly right is suggested")
    func hotPaths() throws {
        let output = try Tool.run(["hotpaths", "token.grant", "cycle", "--devices", "500", "--repetitions", "3"])
        #expect(output.status == 0)
        let lines = output.standardOutput.split(separator: "\n")
        #expect(lines.count == 3 && lines[1].hasPrefix("token.grant") && lines[2].hasPrefix("cycle"))
        let wrong = try Tool.run(["hotpaths", "token.grand"])
        #expect(wrong.standardError.contains("did you mean token.grant?"))
    }

    @Test("A sample is one line with every series of the gate")
    func sample() throws {
        let output = try Tool.run(["sample"], seconds: 120)
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.split(separator: "\n").count == 1)
        for series in ["throughput.cycles", "latency.token.p50", "memory.bytesPerDevice", "time.cycle"] {
            #expect(output.standardOutput.contains("\"\(series)\":"))
        }
    }
}
