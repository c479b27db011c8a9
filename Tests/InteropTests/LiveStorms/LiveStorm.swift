import Foundation
import TestSupport
import Testing

/// A small live storm that was played by the built `loadgen`, and its result file.
struct LiveStorm {
    /// How the call ended.
    let output: ToolCall.Output
    /// Whether the file keeps its contract.
    let isValidFile: Bool
    private let root: [String: Any]
    private let files: TemporaryFiles

    /// 300 devices that notice within some seconds that their controller is lost, and a hundred registrations a second.
    private static let fleet = """
        devices: 300
        rate: 100
        device: { keepAlive: 1, watch: 1 }
        limit: 60

        """

    /// Plays a storm; `faults` are lines of its file.
    init(_ faults: String, over scheme: String, interruptAfter: Double? = nil) throws {
        files = try TemporaryFiles()
        try files.write(Self.fleet + faults, to: "storm.yaml")
        let tool = BuiltTool("loadgen")
        output = try tool.start([
            "storm", files.path("storm.yaml"), "--live", "--over", scheme, "--json", files.path("storm.json"),
        ]).output(within: 180, interruptAfter: interruptAfter)
        isValidFile = try tool.start(["validate", files.path("storm.json")]).output().status == 0
        let data = Data(files.text(of: "storm.json").utf8)
        root = try #require(
            try? JSONSerialization.jsonObject(with: data) as? [String: Any], "\(output.standardError)")
    }

    /// The figures of the live storm.
    var live: [String: Any] { row(0) }

    private func row(_ index: Int) -> [String: Any] {
        let storms = root["storms"] as? [[String: Any]] ?? []
        return index < storms.count ? storms[index] : [:]
    }

    /// A text of the plan.
    func plan(_ key: String) throws -> String {
        try #require((root["plan"] as? [String: Any])?[key] as? String)
    }

    /// The hash that the simulation of the same file has.
    func hashOfSimulation() throws -> String {
        let path = files.path("simulated.json")
        let output = try BuiltTool("loadgen").start([
            "storm", files.path("storm.yaml"), "--law", "calendar", "--quiet", "--json", path,
        ]).output()
        #expect(output.status == 0, "\(output.standardError)")
        let result = try JSONSerialization.jsonObject(with: Data(files.text(of: "simulated.json").utf8))
        return try #require(((result as? [String: Any])?["plan"] as? [String: Any])?["hash"] as? String)
    }

    /// What must hold of each storm that its controllers survive. Times are for machines that are busy with other tests.
    func expectAllHome(t100SecondsMax: Double, location: SourceLocation = #_sourceLocation) throws {
        // A machine that is too busy for the fleet makes the result invalid (4), and nothing else may.
        let reasons = (root["verdict"] as? [String: Any])?["reasons"] as? [String] ?? []
        #expect(
            output.status == 0 || output.status == 4 && reasons.allSatisfy { $0.contains("the fleet was late") },
            "\(output.standardOutput)\(output.standardError)", sourceLocation: location)
        #expect(isValidFile, sourceLocation: location)
        #expect(live["played"] as? String == "live" && row(1)["played"] as? String == "simulation")
        #expect(live["recovery"] as? String == "recovered", sourceLocation: location)
        #expect(live["neverRegistered"] as? Int == 0, sourceLocation: location)
        #expect(live["wastedRegistrations"] as? Int == 0, sourceLocation: location)
        if reasons.isEmpty { #expect(live["keepAliveMisses"] as? Int == 0, sourceLocation: location) }
        let t100 = try #require(live["t100"] as? Double, sourceLocation: location)
        #expect(t100 > 0 && t100 <= t100SecondsMax, "\(output.standardOutput)", sourceLocation: location)
    }

    /// Controllers of live storms that run, and their folders, on the whole machine.
    static func leftovers() -> Set<String> {
        let manager = FileManager.default
        let folders = (try? manager.contentsOfDirectory(atPath: manager.temporaryDirectory.path)) ?? []
        let processes = ((try? manager.contentsOfDirectory(atPath: "/proc")) ?? []).filter { entry in
            entry.allSatisfy(\.isNumber)
                && (manager.contents(atPath: "/proc/\(entry)/cmdline").map { String(decoding: $0, as: UTF8.self) } ?? "")
                    .contains("live-storm-")
        }
        return Set(folders.filter { $0.hasPrefix("live-storm-") } + processes)
    }
}
