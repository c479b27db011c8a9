import Dispatch
import LoadEngine
import Measurement
import Reporting
import Simulation
import Synchronization

/// Plays a storm under several laws, some at the same time, and makes one result of it.
///
/// Each law's storm is independent of the others and of when it is played, so the result is the same whatever runs beside what.
struct StormSession {
    let request: StormRequest
    let laws: [StormLaw]
    /// The law that is shown in full and that objectives are held against.
    let shown: StormLaw
    let objectives: [Objective]
    let display: Display
    /// Ends the session early.
    let control: RunControl

    /// Plays them all, or those that were done when the session was ended early; then the result is not valid and says so.
    ///
    /// - Throws: ``Failure`` when the machine's memory does not suffice.
    func play() throws -> RunResult {
        let scenarios = try laws.map { try request.scenario(under: $0) }
        let outcomes = Mutex([StormOutcome?](repeating: nil, count: laws.count))
        let failure = Mutex<StormSimulation.Failure?>(nil)
        display.show(figures(played: 0))
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(
            iterations: min(laws.count, Self.countAtOnce(devices: request.scenario.devices))
        ) { _ in
            while !control.isCancelled, let index = Self.take(next, below: scenarios.count) {
                do throws(StormSimulation.Failure) {
                    let outcome = try StormSimulation.run(scenarios[index]) { control.isCancelled }
                    let played = outcomes.withLock { outcomes in
                        outcomes[index] = outcome
                        return outcomes.count { $0 != nil }
                    }
                    display.show(figures(played: played))
                } catch {
                    if error != .cancelled { failure.withLock { $0 = error } }
                }
            }
        }
        display.clear()
        if let failure = failure.withLock({ $0 }) { throw Self.failure(failure) }
        return result(outcomes.withLock { $0 }.compactMap(\.self))
    }

    private func figures(played count: Int) -> LiveFigures {
        LiveFigures(
            title: "\(request.name), \(HumanFigures.count(UInt64(clamping: request.scenario.devices))) devices",
            doneFraction: Double(count) / Double(max(laws.count, 1)), timeText: "\(count) of \(laws.count) laws played")
    }

    /// How many laws are played at once at most: few enough that they fit a common machine's memory, some 2 KiB a device, as
    /// cores allow besides.
    private static func countAtOnce(devices: Int) -> Int { max(1, 2_000_000 / max(devices, 1)) }

    /// The next index; `nil` when all were taken.
    private static func take(_ next: borrowing Mutex<Int>, below count: Int) -> Int? {
        next.withLock { next in
            guard next < count else { return nil }
            next += 1
            return next - 1
        }
    }

    /// What to say of a storm that could not be played.
    static func failure(_ failure: StormSimulation.Failure) -> Failure {
        switch failure {
        case .invalid(let problem): Failure(exit: .usage, message: "\(problem)")
        case .outOfMemory: Failure(exit: .unexpectedFailure, message: "not enough memory for these controllers")
        case .cancelled: Failure(exit: .interrupted, message: "interrupted")
        }
    }

    private func result(_ outcomes: [StormOutcome]) -> RunResult {
        let storms = outcomes.map(\.result)
        let invariants = outcomes.map(\.invariant)
        let broken = invariants.filter { !$0.holds }
        let judged = storms.first { $0.law == shown.label }
        var reasons = broken.map { "\($0.name): \($0.detail)" }
        if outcomes.count < laws.count {
            reasons.insert("interrupted: \(outcomes.count) of \(laws.count) laws were played", at: 0)
        }
        let verdict = Verdict(
            valid: reasons.isEmpty, reasons: reasons,
            objectives: objectives.compactMap { objective in judged.map { objective.evaluate(on: $0) } })
        return RunResult(
            tool: ToolFacts.summary(), machine: .virtualTime,
            plan: PlanSummary(
                seed: request.scenario.seed, hash: request.hash, target: "simulation",
                devices: request.scenario.devices, profile: request.name, ratePerSecond: nil,
                durationSeconds: outcomes.map(\.virtualSeconds).max() ?? 0, workers: 1, settings: request.settings),
            verdict: verdict, invariants: invariants, storms: storms)
    }
}
