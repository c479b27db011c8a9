import Measurement
import TestSupport
import Testing

extension InteropTests {
    /// Targets that are none, as a person meets them: each call ends in time, with exit code 4 and a reason that says what to change.
    @Suite struct BadTargetTests {
        private static func expectInvalid(
            _ options: [String], descriptorCountMax: Int? = nil, _ words: String...,
            location: SourceLocation = #_sourceLocation
        ) throws {
            let run = try LoadgenRun(options, descriptorCountMax: descriptorCountMax)
            #expect(run.status == 4, "\(run.output.standardError)", sourceLocation: location)
            let said = run.output.standardError + (run.result?.verdict.reasons.joined(separator: " ") ?? "")
            for word in words { #expect(said.contains(word), "\(said)", sourceLocation: location) }
        }

        @Test("A name that does not resolve")
        func name() throws {
            try Self.expectInvalid(
                ["--target", "sip://no-such-host.invalid", "--devices", "10", "--rate", "10"],
                "no address of \"no-such-host.invalid\" was found", "say it in numbers")
        }

        @Test("Fewer descriptors than the devices need connections")
        func descriptors() throws {
            try Self.expectInvalid(
                ["--target", "sccp://127.0.0.1:9", "--devices", "500", "--rate", "100"], descriptorCountMax: 200,
                "532 descriptors are needed and 200 allowed", "take fewer devices")
        }

        @Test("Nobody listens", arguments: ["sip", "sip+tcp", "sccp"])
        func nobody(scheme: String) throws {
            // The discard service's port, where nothing has listened for decades.
            try Self.expectInvalid(
                ["--target", "\(scheme)://127.0.0.1:9", "--devices", "50", "--rate", "50"], "nobody listens at",
                "start the registrar")
        }

        @Test("Metrics that are not there, and a count that is none")
        func counts() throws {
            let options = ["--target", "sip://127.0.0.1:9", "--devices", "10", "--rate", "10"]
            try Self.expectInvalid(options + ["--target-metrics", "http://127.0.0.1:9/metrics"], "cannot be read")
            try Self.expectInvalid(options + ["--count-command", "echo none"], "printed no number")
            try Self.expectInvalid(options + ["--count-command", "exit 3"], "failed")
        }

        @Test("A count that disagrees makes the run invalid")
        func disagreement() throws {
            let controller = try RunningController()
            try Self.expectInvalid(
                [
                    "--target", "sip://\(controller.sip)", "--devices", "20", "--rate", "20", "--count-command",
                    "echo 7",
                ],
                "disagree on registrations: 20 and 0")
            try controller.end()
        }

        @Test(
            "Options that a registrar does not have are usage errors",
            arguments: [
                ["--target", "sip://127.0.0.1", "--law", "calendar"], ["--in-flight", "7"], ["--sources", "2"],
                ["--timer-resolution", "1000"], ["--target", "sip://127.0.0.1", "--timer-resolution", "10001"],
                ["--target", "sip://127.0.0.1", "--timer-resolution", "-1"],
                ["--segmentation-offload"], ["--target", "sip+tcp://127.0.0.1", "--segmentation-offload"],
                ["--target", "sip://127.0.0.1", "--in-flight", "0"], ["--target", "sips://127.0.0.1"],
                ["--target", "sip://127.0.0.1", "--rate", "much"],
                ["--target", "sip://127.0.0.1", "--rate", "max", "--profile", "constant"],
                ["--target", "sip://127.0.0.1", "--target-metrics", "https://127.0.0.1/"],
            ])
        func usage(options: [String]) throws {
            let run = try LoadgenRun(options)
            #expect(run.status == 64 && !run.output.standardError.isEmpty)
        }
    }
}
