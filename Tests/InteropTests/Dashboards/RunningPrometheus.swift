import Foundation
import Glibc
import TestSupport
import Testing

/// Debian's Prometheus with the repository's configuration, but for the addresses that it scrapes.
final class RunningPrometheus {
    private static let program = DebianProgram("prometheus", package: "prometheus")
    private static let curl = DebianProgram("curl", package: "curl")
    private let files = try? TemporaryFiles()
    private let call: ToolCall
    private let port: UInt16

    /// Scrapes a controller's admin interface and runs of loadgen.
    ///
    /// - Parameter history: a file of OpenMetrics that it holds from the beginning.
    init(controller: Place, runs: [Int], history: String) throws {
        let files = try #require(files)
        let configuration = try DashboardFiles.text(of: "prometheus.yml")
        let targets = runs.map { "\"127.0.0.1:\($0)\"" }.joined(separator: ", ")
        let changed = configuration.replacing("\"127.0.0.1:8080\"", with: "\"\(controller)\"")
            .replacing("\"127.0.0.1:9464\"", with: targets).replacing(
                "evaluation_interval: 5s", with: "evaluation_interval: 1s")
        try #require(changed != configuration)
        let path = try files.write(changed, to: "prometheus.yml")
        _ = try files.write(DashboardFiles.text(of: "alerts.yml"), to: "alerts.yml")
        let taken = try DebianProgram("promtool", package: "prometheus").start([
            "tsdb", "create-blocks-from", "openmetrics", history, files.path("data"),
        ]).output()
        try #require(taken.status == 0, "promtool: \(taken.standardError)")
        port = try LoopbackSocket.freePort()
        call = try Self.program.start([
            "--config.file=\(path)", "--web.listen-address=127.0.0.1:\(port)",
            "--storage.tsdb.path=\(files.path("data"))",
        ])
        let isReady = try call.wait(for: "ready") {
            (try? Self.curl.start(Self.options + ["http://127.0.0.1:\(port)/-/ready"]).output().status) == 0
        }
        try #require(isReady, "prometheus: \(call.standardError)")
    }

    private static let options = ["--silent", "--show-error", "--fail-with-body", "--noproxy", "*", "--max-time", "30"]

    /// What came of a query: its series' newest values; or why it failed.
    struct Answer: Decodable {
        struct Found: Decodable {
            struct Series: Decodable { let value: Value }

            struct Value: Decodable {
                let number: Double

                init(from decoder: any Decoder) throws {
                    var list = try decoder.unkeyedContainer()
                    _ = try list.decode(Double.self)
                    let text = try list.decode(String.self)
                    number = Double(text.replacing("+Inf", with: "inf")) ?? .nan
                }
            }

            let result: [Series]
        }

        let status: String
        let error: String?
        let data: Found?

        /// The values.
        var values: [Double] { data?.result.map(\.value.number) ?? [] }
    }

    /// Puts a query to it.
    func answer(_ query: String) throws -> Answer {
        let output = try Self.curl.start(
            Self.options + ["-G", "http://127.0.0.1:\(port)/api/v1/query", "--data-urlencode", "query=\(query)"]
        ).output()
        return try JSONDecoder().decode(Answer.self, from: Data(output.standardOutput.utf8))
    }

    /// The rules as it evaluates them.
    struct Rules: Decodable {
        struct Contents: Decodable { let groups: [Group] }
        struct Group: Decodable { let rules: [Rule] }

        struct Rule: Decodable {
            let name: String
            let query: String
            let health: String
            let lastError: String?
        }

        let data: Contents

        var all: [Rule] { data.groups.flatMap(\.rules) }
    }

    /// Asks for the rules.
    func rules() throws -> Rules {
        let output = try Self.curl.start(Self.options + ["http://127.0.0.1:\(port)/api/v1/rules"]).output()
        return try JSONDecoder().decode(Rules.self, from: Data(output.standardOutput.utf8))
    }

    /// Ends it.
    func end() throws {
        call.signal(SIGTERM)
        _ = try call.output(within: 60)
    }
}
