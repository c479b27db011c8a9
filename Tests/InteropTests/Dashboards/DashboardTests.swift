import Foundation
import Glibc
import TestSupport
import Testing

extension InteropTests {
    /// The dashboards and rules, put to a real Prometheus that scrapes a real controller, runs and a live storm.
    @Suite struct DashboardTests {
        private static let promtool = DebianProgram("promtool", package: "prometheus")

        @Test("Every panel's query and every rule has something to show while a storm is under way")
        func endToEnd() throws {
            let controller = try RunningController("parameters: { queueDepthHigh: 500 }")
            let runs = [
                try ObservedLoadgen([
                    "run", "--target", "sip://\(controller.sip)", "--rate", "300", "--duration", "120", "--devices",
                    "9000",
                ]),
                try ObservedLoadgen([
                    "run", "--profile", "constant", "--rate", "2000", "--duration", "120", "--devices", "9000",
                ]),
                try ObservedLoadgen(["storm", "--live", "--devices", "200", "--rate", "100"]),
            ]
            let files = try TemporaryFiles()
            let prometheus = try RunningPrometheus(
                controller: controller.admin, runs: runs.map(\.port), history: try Self.history(in: files))
            // Ten scrapes, so that rates have something to go by.
            sleep(12)
            for name in try DashboardFiles.dashboards() {
                let dashboard = try Dashboard(name)
                for panel in dashboard.panels where panel.type != "row" { try Self.check(panel, of: name, prometheus) }
            }
            let rules = try prometheus.rules().all
            #expect(rules.count == 5)
            for rule in rules {
                #expect(rule.health == "ok" && rule.lastError ?? "" == "", "\(rule)")
                // What is compared must be there, or the rule could never say anything.
                let compared = try #require(rule.query.firstMatch(of: /^(.*) [<>] [0-9.]+$/), "\(rule.query)").1
                #expect(try !prometheus.answer(String(compared)).values.isEmpty, "\(rule.name): \(compared)")
            }
            try prometheus.end()
            for run in runs { try run.end() }
            try controller.end()
        }

        /// A history in which figures changed for the worse and for the better, as `loadgen history export` writes it.
        private static func history(in files: TemporaryFiles) throws -> String {
            let loadgen = BuiltTool("loadgen")
            let (json, history) = (files.path("r.json"), files.path("h.sqlite"))
            _ = try loadgen.start(["run", "--profile", "saturate", "--devices", "2000", "--quiet", "--json", json])
                .output(within: 60)
            let rates = LaterResults.rates(about: [500_000, 400_000, 500_000], each: 10)
            let later = try LaterResults.write(copiesOf: json, requestsPerSecond: rates, into: files)
            let calls = [
                ["history", "add", history] + later,
                ["storm", "--devices", "1000", "--rate", "100", "--quiet", "--history", history],
                ["history", "export", history],
            ]
            for arguments in calls {
                let output = try loadgen.start(arguments).output(within: 60)
                try #require(output.status == 0, "\(output.standardError)")
                try files.write(output.standardOutput, to: "h.openmetrics")
            }
            return files.path("h.openmetrics")
        }

        private static func check(_ panel: Dashboard.Panel, of name: String, _ prometheus: RunningPrometheus) throws {
            let targets = try #require(panel.targets, "\(name): \(panel.title) asks for nothing")
            var values: [Double] = []
            for target in targets {
                let answer = try prometheus.answer(Dashboard.query(target))
                #expect(answer.status == "success", "\(name), \(panel.title): \(answer.error ?? "")")
                #expect(!answer.values.isEmpty, "\(name), \(panel.title), has nothing to show of \(target.expr)")
                values += answer.values
            }
            #expect(values.contains { $0.isFinite }, "\(name), \(panel.title): \(values)")
        }

        @Test("Panels say what they are about, and no two have one number or one name")
        func panels() throws {
            let names = try DashboardFiles.dashboards()
            #expect(names.count == 4)
            let dashboards = try names.map { try Dashboard($0) }
            #expect(Set(dashboards.map(\.uid)).count == dashboards.count)
            for dashboard in dashboards {
                #expect(Set(dashboard.panels.map(\.id)).count == dashboard.panels.count)
                #expect(Set(dashboard.panels.map(\.title)).count == dashboard.panels.count)
                let drawn = dashboard.panels.filter { $0.type != "row" }
                #expect(drawn.allSatisfy { ($0.description ?? "").count > 10 && !($0.targets ?? []).isEmpty })
            }
        }

        @Test("promtool finds nothing wrong with configuration and rules, and every rule fires when it should")
        func promtool() throws {
            for arguments in [["check", "config", "prometheus.yml"], ["test", "rules", "alerts_test.yml"]] {
                let output = try Self.promtool.start(arguments, in: DashboardFiles.folder.path).output()
                #expect(output.status == 0, "\(output.standardOutput) \(output.standardError)")
            }
        }

        @Test("promtool finds nothing wrong with the metrics of a controller and of a run, and a page is beside them")
        func metrics() throws {
            let files = try TemporaryFiles()
            let controller = try RunningController()
            let run = try ObservedLoadgen(["run", "--profile", "constant", "--rate", "500", "--duration", "60"])
            var text = ""
            while !text.contains("loadgen_lag_seconds_count{phase=\"constant\"}") {
                usleep(200_000)
                text = try run.get("/metrics")
            }
            for (name, metrics) in [("run", text), ("controller", try controller.metricsText())] {
                let path = try files.write(metrics, to: name)
                let output = try DebianProgram("sh", package: "dash").start([
                    "-c", "exec \"$0\" check metrics < \"$1\"", try Self.promtool.path(), path,
                ]).output()
                #expect(output.status == 0, "\(name): \(output.standardOutput) \(output.standardError)")
            }
            #expect(try run.get("/live").contains("new EventSource(\"/events\")"))
            #expect(try run.get("/").contains("GET /metrics"))
            try run.end()
            try controller.end()
        }

        @Test("A port that is taken, or that there is not, ends before anything runs", arguments: [-1, 65_536, nil])
        func badPort(port: Int?) throws {
            let taken = try LoopbackSocket(.connections)
            let number = port ?? Int(taken.port)
            let output = try BuiltTool("loadgen").start([
                "run", "--devices", "100", "--metrics-port", "\(number)",
            ]).output()
            #expect(output.status == 64 && output.standardError.contains("--metrics-port"), "\(output.standardError)")
            #expect(output.standardOutput.isEmpty)
        }
    }
}
