import Gate
import HotPaths
import LoadEngine
import Measurement
import Workload

/// One sample of this build: series of the gate, measured in this process; all of them in about a second.
struct Sampling {
    private let clock = MonotonicClock.calibrated()

    /// Measures the series with these names.
    func sample(_ wanted: Set<String>) throws -> GateSample {
        var values: [String: Double] = [:]
        for name in GateSeries.times where wanted.contains(GateSeries.time(of: name)) {
            guard let path = HotPath(rawValue: name) else { continue }
            values[GateSeries.time(of: name)] = try time(path)
        }
        if wanted.contains(where: { !$0.hasPrefix("time.") }) { values.merge(try run()) { $1 } }
        return GateSample(values: values.filter { wanted.contains($0.key) })
    }

    /// A path's best time in structures that fit the caches: what a change of the code moves, and not what neighbours on the
    /// machine do to its memory.
    private func time(_ path: HotPath) throws -> Double {
        let runner = try HotPathRunner(path, .small)
        // Runs are short, so that some of them are undisturbed.
        let times = try runner.nanosecondsPerOperation(repetitions: Self.repetitions, clock: clock)
        return times.min() ?? 0
    }

    private static var repetitions: Int { 120 }
    private static var devices: Int { 50_000 }
    private static var runs: Int { 12 }
    /// What results say of their tool, and nobody reads: the gate knows which build it runs.
    private static var tool: ToolSummary { ToolSummary(version: "", commit: "", swift: "") }

    /// Saturated runs of the whole tool on one worker: the best of each figure.
    private func run() throws -> [String: Double] {
        var best: [String: Double] = [:]
        let plan = try Plan(seed: 1, devices: Self.devices, profile: .saturate)
        for _ in 0..<Self.runs {
            let outcome = try LoadRun(RunSettings(plan: plan, workers: 1), against: .core, clock: clock)
                .execute(control: RunControl())
            let result = outcome.result(
                tool: Self.tool, machine: .current(clockSource: clock.source),
                ceilingRequestsPerSecond: nil, objectives: [])
            guard result.verdict.valid else { throw InvalidRun(reasons: result.verdict.reasons) }
            for (name, value) in figures(of: result) {
                best[name] = best[name].map { name.hasPrefix("throughput") ? max($0, value) : min($0, value) } ?? value
            }
        }
        return best
    }

    private func figures(of result: RunResult) -> [String: Double] {
        var figures: [String: Double] = [:]
        figures["throughput.cycles"] = result.throughput?.cyclesPerSecond
        figures["latency.token.p50"] = result.latency[LatencySeries.token.label]?.p50.map { Double($0) }
        figures["latency.registration.p99"] =
            result.latency[LatencySeries.registrationToken.label]?.p99.map { Double($0) }
        figures["memory.allocationsPerRequest"] = result.memory?.allocationsPerRequest
        figures["memory.bytesPerDevice"] = result.memory?.bytesPerDevice
        return figures
    }
}

/// A sampled run that says nothing of the code.
private struct InvalidRun: Error, CustomStringConvertible {
    let reasons: [String]

    var description: String { "the sampled run was invalid: \(reasons.joined(separator: "; "))" }
}
