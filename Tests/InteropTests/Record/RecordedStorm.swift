import Foundation
import Signalling
import TestSupport
import Testing
import Workload

/// What the built `loadgen record` makes of a capture, and what else the built `loadgen` does with it.
struct RecordedStorm {
    private static let tool = BuiltTool("loadgen")
    private let files: TemporaryFiles
    /// What `loadgen record` said.
    let output: ToolCall.Output

    /// Records a capture of these bytes.
    init(_ capture: [UInt8], _ options: [String] = []) throws {
        let files = try TemporaryFiles()
        try Data(capture).write(to: URL(fileURLWithPath: files.path("storm.pcap")))
        try self.init(captureIn: files, options)
    }

    /// Records the capture "storm.pcap" in a folder.
    init(captureIn files: TemporaryFiles, _ options: [String] = []) throws {
        self.files = files
        output = try Self.tool.start(["record", files.path("storm.pcap")] + options).output()
        try files.write(output.standardOutput, to: "plan.yaml")
    }

    /// The path of a file of this name beside the plan.
    func path(_ name: String) -> String { files.path(name) }

    /// Its comments.
    var comments: String {
        output.standardOutput.split(separator: "\n").filter { $0.hasPrefix("#") }.joined(separator: "\n")
    }

    /// The arrivals, as any reader of scenarios reads them.
    func arrivals(location: SourceLocation = #_sourceLocation) throws -> [RecordedArrival] {
        try #require(output.status == 0, "\(output.standardError)", sourceLocation: location)
        let scenario = try Scenario(path: files.path("plan.yaml"))
        let arrivals = try #require(scenario.profile?.arrivals, sourceLocation: location)
        return (0..<arrivals.count).map { arrivals[$0] }
    }

    /// The arrivals as words: "SEP000000000001 initial".
    func words(location: SourceLocation = #_sourceLocation) throws -> [String] {
        try arrivals(location: location).map { "\($0.device) \($0.kind.label)" }
    }

    /// Calls the tool with the plan's path for "PLAN".
    func call(_ arguments: String...) throws -> ToolCall.Output {
        try Self.tool.start(arguments.map { $0 == "PLAN" ? files.path("plan.yaml") : $0 }).output()
    }

    /// The result file of this name.
    func result(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: files.path(name)))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// Replays the plan against the controller's core, and expects that all came, and came in time; returns the plan's hash.
    @discardableResult
    func replay(location: SourceLocation = #_sourceLocation) throws -> String {
        let arrivals = try arrivals()
        let call = try call("run", "PLAN", "--target", "core", "--quiet", "--json", path("run.json"))
        // On a busy machine an open loop may come too late to be valid: how late is looked at below.
        #expect(call.status == 0 || call.status == 4, "\(call.standardError)", sourceLocation: location)
        let result = try result("run.json")
        let plan = try #require(result["plan"] as? [String: Any])
        #expect(plan["profile"] as? String == "recorded" && plan["target"] as? String == "core")
        #expect(plan["devices"] as? Int == Set(arrivals.map(\.device)).count, sourceLocation: location)
        let counters = try #require(result["counters"] as? [String: Any])
        #expect(counters["generator.arrivals"] as? Int == arrivals.count, sourceLocation: location)
        #expect(counters["registered"] as? Int == Set(arrivals.map(\.device)).count, sourceLocation: location)
        #expect(
            counters["generator.tokenRequests"] as? Int == arrivals.count { $0.kind == .tokenCycle },
            sourceLocation: location)
        let lag = try #require((result["latency"] as? [String: Any])?["lag"] as? [String: Any])
        // On the whole within some milliseconds of the plan; a busy machine may delay single ones for longer.
        #expect(lag["count"] as? Int == arrivals.count, sourceLocation: location)
        // A median is given where there are samples enough.
        let middle = try #require(
            lag["p50"] as? Double ?? lag["mean"] as? Double, sourceLocation: location)
        #expect(middle < 100e6, sourceLocation: location)
        return try #require(plan["hash"] as? String)
    }
}
