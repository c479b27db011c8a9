import Foundation
import Measurement
import TestSupport
import Testing

extension InteropTests {
    /// `loadgen run` against real registrars.
    @Suite struct RegistrarRunTests {
        @Test("Kamailio registers every device, and counts as many as we do", arguments: ["sip", "sip+tcp"])
        func kamailio(scheme: String) throws {
            let kamailio = try RunningKamailio()
            let run = try LoadgenRun([
                "--target", "\(scheme)://\(kamailio.place)", "--devices", "1500", "--rate", "500", "--count-command",
                kamailio.countCommand,
            ])
            try run.expectValid()
            #expect(run.result?.counters["generator.acknowledged"] == 1_500)
            #expect(run.result?.counters["answers.200"] == 1_500)
            let check = try #require(run.result?.crossCheck)
            #expect(check.source == kamailio.countCommand && check.counts.map(\.agrees) == [true])
        }

        @Test(
            "Our controller grants tokens and registers, and its metrics count as many as we do",
            arguments: ["sip", "sip+tcp", "sccp"])
        func controller(scheme: String) throws {
            let controller = try RunningController()
            let files = try TemporaryFiles()
            let scenario = try files.write(
                """
                target: "\(scheme)://\(scheme == "sccp" ? controller.sccp : controller.sip)"
                devices: 600
                profile: { name: constant, rate: 300 }
                duration: 2
                mix: { tokenCycle: 0.6, initial: 0.3, priority: 0.1 }
                objectives: ["p50(token)<1s"]
                """, to: "run.yaml")
            let run = try LoadgenRun([scenario, "--target-metrics", "http://\(controller.admin)/metrics"])
            try run.expectValid()
            let result = try #require(run.result)
            #expect(result.counters["generator.acknowledged"] == 600)
            #expect(result.verdict.objectives.map(\.holds) == [true])
            #expect(result.crossCheck?.counts.map(\.agrees) == [true, true], "\(run.output.standardOutput)")
            #expect(result.latency["token"]?.count ?? 0 >= 300)
            try controller.end()
        }

        @Test("A registrar that wants a password gets it, and one that is not told is told so")
        func digest() throws {
            let controller = try RunningController(
                """
                sip: { digest: { realm: storm.example, users: { "1000000000": right } } }
                """)
            let options = ["--target", "sip://\(controller.sip)", "--devices", "1", "--rate", "1", "--duration", "1"]
            let right = try LoadgenRun(options + ["--password", "right"])
            try right.expectValid()
            #expect(right.result?.counters["generator.challenges"] == 1)
            #expect(right.result?.counters["generator.acknowledged"] == 1)
            for options in [options, options + ["--password", "wrong"]] {
                let refused = try LoadgenRun(options)
                #expect(refused.status == 4)
                let reasons = refused.result?.verdict.reasons.joined() ?? ""
                #expect(reasons.contains("answered 40") && reasons.contains("--password"), "\(reasons)")
            }
            try controller.end()
        }

        @Test("With --rate max the next device begins when one is home")
        func closedLoop() throws {
            let controller = try RunningController()
            let run = try LoadgenRun([
                "--target", "sip://\(controller.sip)", "--devices", "2000", "--rate", "max", "--in-flight", "16",
                "--target-metrics", "http://\(controller.admin)/metrics",
            ])
            try run.expectValid()
            #expect(run.result?.plan.profile == "saturate")
            #expect(run.result?.counters["generator.acknowledged"] == 2_000)
            try controller.end()
        }

        @Test("A search finds a rate that a registrar bears")
        func search() throws {
            let controller = try RunningController()
            let output = try BuiltTool("loadgen").start([
                "search", "--target", "sip://\(controller.sip)", "--objective", "p50(registration.initial)<10s",
                "--over",
                "rate", "--devices", "500", "--rate", "100", "--least", "50", "--most", "150", "--duration", "1",
            ]).output()
            #expect(output.status == 0 || output.status == 4, "\(output.standardOutput)\(output.standardError)")
            #expect(output.standardOutput.contains("cycles/s"))
            try controller.end()
        }
    }
}
