import Measurement
import Registration
import Testing
import Workload

@testable import LoadEngine

/// Small runs for tests.
enum Runs {
    static let clock = MonotonicClock.calibrated()

    static func saturating(
        _ devices: Int, workers: Int = 2, mix: Mix = .tokenCyclesOnly, seed: UInt64 = 1
    ) throws -> RunSettings {
        let plan = try Plan(
            PlanRequest(
                seed: seed, devices: devices, profile: ProfileSettings(kind: .saturate), durationSeconds: nil, mix: mix,
                workers: workers))
        return RunSettings(plan: plan, workers: workers)
    }

    static func openLoop(
        _ kind: Profile.Kind = .constant, rate: Double, seconds: Double, devices: Int = 10_000, workers: Int = 2,
        seed: UInt64 = 1
    ) throws -> RunSettings {
        var profile = ProfileSettings(kind: kind)
        profile[.rate] = rate
        let plan = try Plan(
            PlanRequest(
                seed: seed, devices: devices, profile: profile, durationSeconds: seconds, mix: nil, workers: workers))
        return RunSettings(plan: plan, workers: workers)
    }

    static func execute(
        _ settings: RunSettings, against target: LoadRun.Target = .core, control: RunControl = RunControl()
    ) throws -> RunOutcome {
        try LoadRun(settings, against: target, clock: clock).execute(control: control)
    }

    /// A run against a target of the test's own.
    static func execute<Target: LoadTarget>(_ settings: RunSettings, on target: Target) -> RunOutcome {
        LoadRun(settings, against: .core, clock: clock).execute(on: ErasedTarget(target), control: RunControl())
    }

    /// The result of an outcome, with a ceiling that warns of nothing.
    static func result(_ outcome: RunOutcome) -> RunResult {
        outcome.result(
            tool: ToolSummary(version: "test", commit: "none", swift: "test"),
            machine: .current(clockSource: clock.source),
            ceilingRequestsPerSecond: 1e12, objectives: [])
    }

    static func result(_ settings: RunSettings, against target: LoadRun.Target = .core) throws -> RunResult {
        result(try execute(settings, against: target))
    }
}

extension RunResult {
    var brokenInvariants: [String] { invariants.filter { !$0.holds }.map { "\($0.name): \($0.detail)" } }
}
