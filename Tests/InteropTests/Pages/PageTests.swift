import Foundation
import Gate
import Measurement
import Reporting
import TestSupport
import Testing

extension InteropTests {
    /// Reports and the live page as a real browser shows them, at a phone's width and a desk's, light and dark.
    @Suite struct PageTests {
        private static let loadgen = BuiltTool("loadgen")

        /// Calls the tool, which must end well.
        private static func call(_ arguments: [String], location: SourceLocation = #_sourceLocation) throws {
            let output = try loadgen.start(arguments).output(within: 120)
            // A machine that is busy may send late: the page says so, and is looked at all the same.
            try #require([0, 4].contains(output.status), "\(output.standardError)", sourceLocation: location)
        }

        private static func address(_ path: String) -> String { "file://" + path }

        @Test("A run's page has its course, an interval a point, and its latencies")
        func run() throws {
            let files = try TemporaryFiles()
            let (page, json) = (files.path("run.html"), files.path("run.json"))
            try Self.call([
                "run", "--profile", "constant", "--rate", "2000", "--duration", "4", "--devices", "5000", "--quiet",
                "--html", page, "--json", json,
            ])
            let look = try Look(at: Self.address(page), name: "run")
            look.checkReport("run")
            let rows = try JSONResultFile.read(from: json).timeline.count
            let plots = try #require(look.views.first).plots
            let throughput = try #require(plots.first { $0.title == "Throughput" })
            #expect(rows > 2 && throughput.counts == [rows, rows])
            #expect(plots.contains { $0.title == "Latency of token" && $0.counts.allSatisfy { $0 > 3 } })
        }

        @Test("A storm's page has a curve for each law, and the bound")
        func storm() throws {
            let files = try TemporaryFiles()
            let page = files.path("storm.html")
            try Self.call(["storm", "--devices", "3000", "--rate", "100", "--quiet", "--html", page])
            let look = try Look(at: Self.address(page), name: "storm")
            look.checkReport("storm")
            let plot = try #require(look.views.first?.plots.first)
            #expect(plot.counts.count == 7 && plot.counts.last == 3 && plot.counts.dropLast().allSatisfy { $0 > 20 })
        }

        @Test("Two results lie over each other, whether compared at once or reported later")
        func comparison() throws {
            let files = try TemporaryFiles()
            let results = try ["1", "2"].map { seed in
                let path = files.path("\(seed).json")
                try Self.call([
                    "run", "--profile", "constant", "--rate", "1500", "--duration", "3", "--devices", "4000", "--quiet",
                    "--seed", seed, "--json", path,
                ])
                return path
            }
            let (page, later) = (files.path("compare.html"), files.path("report.html"))
            try Self.call(["compare"] + results + ["--html", page])
            try Self.call(["report"] + results + ["--html", later])
            #expect(try String(contentsOfFile: page, encoding: .utf8) == String(contentsOfFile: later, encoding: .utf8))
            let look = try Look(at: Self.address(page), name: "compare")
            look.checkReport("compare")
            #expect(look.views.allSatisfy { $0.plots.allSatisfy { $0.counts.count == 2 } })
        }

        @Test("A search's page has each of its runs")
        func search() throws {
            let files = try TemporaryFiles()
            let page = files.path("search.html")
            try Self.call(
                [
                    "search", "--objective", "T99<40s", "--over", "devices", "--devices", "1000", "--rate", "50",
                    "--quiet", "--html", page,
                ])
            let look = try Look(at: Self.address(page), name: "search")
            look.checkReport("search")
            let counts = try #require(look.views.first?.plots.first).counts
            #expect(counts[0] > 3 && counts[1] + counts[2] == counts[0])
        }

        @Test("A gate's page has each series with its interval")
        func gate() throws {
            var rounds: [GateRound] = []
            for round in 0..<3 {
                var made = GateRound()
                for arm in GateArm.allCases {
                    let values = GateSeries.all.enumerated().map { place, series in
                        (series.name, 100 * (arm.role == .head ? 1 + Double(place % 3) / 20 : 1) + Double(round))
                    }
                    made.add(GateSample(values: Dictionary(uniqueKeysWithValues: values)), to: arm)
                }
                rounds.append(made)
            }
            let outcome = GateOutcome(
                base: GateBuild(role: .base, name: "main", commit: String(repeating: "a", count: 40)),
                head: GateBuild(role: .head, name: "HEAD", commit: String(repeating: "b", count: 40)),
                judgements: GateSeries.all.map { SeriesJudgement($0, rounds: rounds) }, roundCount: 3, passCount: 1,
                samplesPerPass: 2, machine: .current(clockSource: .system), seconds: 30)
            let files = try TemporaryFiles()
            let page = try files.write(
                HTMLReport(outcome, command: "loadgen gate --base main").text, to: "gate.html")
            let look = try Look(at: Self.address(page), name: "gate")
            look.checkReport("gate")
            #expect(look.views.first?.plots.first?.counts.count == GateSeries.all.count)
        }

        @Test("A history's page has a point for each result, and its changes")
        func history() throws {
            let files = try TemporaryFiles()
            let (json, history, page) = (files.path("r.json"), files.path("h.sqlite"), files.path("h.html"))
            try Self.call(["run", "--profile", "saturate", "--devices", "2000", "--quiet", "--json", json])
            let rates = LaterResults.rates(about: [500_000, 400_000], each: 8)
            let later = try LaterResults.write(copiesOf: json, requestsPerSecond: rates, into: files)
            try Self.call(["history", "add", history] + later)
            try Self.call(["history", history, "--html", page])
            let look = try Look(at: Self.address(page), name: "history")
            look.checkReport("history")
            let plots = try #require(look.views.first).plots
            #expect(plots.first { $0.title == "requests" }?.counts == [16, 4, 1])
            #expect(plots.first { $0.title == "cycles" }?.counts == [16])
        }

        @Test("A run of ten minutes opens within a second, and script in a name is no script")
        func longAndHostile() throws {
            let files = try TemporaryFiles()
            let json = files.path("run.json")
            try Self.call([
                "run", "--profile", "constant", "--rate", "1000", "--duration", "3", "--devices", "3000", "--quiet",
                "--json", json,
            ])
            var result = try JSONResultFile.read(from: json)
            let pattern = result.timeline
            result.timeline = (0..<600).map { second in
                var row = pattern[second % pattern.count]
                row.seconds = Double(second + 1)
                return row
            }
            result.plan.profile =
                "\"><script>console.error('it ran')</script><img src=x onerror=\"console.error('it ran')\">"
            result.machine.cpu = result.plan.profile
            try JSONResultFile.write(result, to: json)
            let page = files.path("long.html")
            try Self.call(["report", json, "--html", page])
            let size = try #require(try FileManager.default.attributesOfItem(atPath: page)[.size] as? Int)
            #expect(size < 1 << 20, "\(size) bytes")
            let look = try Look(at: Self.address(page), name: "long")
            look.checkReport("long")
            #expect(look.views.first?.plots.first { $0.title == "Throughput" }?.counts == [600, 600])
        }

        @Test("The live page of a run draws a point a second, and so does a controller's")
        func live() throws {
            let controller = try RunningController()
            let run = try ObservedLoadgen([
                "run", "--target", "sip://\(controller.sip)", "--rate", "100", "--duration", "120", "--devices", "9000",
            ])
            for (name, address) in [
                ("live-run", "http://127.0.0.1:\(run.port)/live"),
                ("live-controller", "http://\(controller.admin)/live"),
            ] {
                let look = try Look(at: address, name: name, points: 3)
                look.check(name)
                #expect(look.views.allSatisfy { $0.plots.contains { ($0.counts.max() ?? 0) >= 3 } })
            }
            try run.end()
            try controller.end()
        }
    }
}
