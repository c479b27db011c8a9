import AdminHTTP
import DeviceFleet
import LiveStorm
import LoadEngine
import Measurement
import Simulation

/// Plays a storm live, under one law after the other, each next to its simulation, and makes one result of it.
struct LiveStormSession {
    let request: StormRequest
    let laws: [StormLaw]
    /// The law that is shown in full and that objectives are held against.
    let shown: StormLaw
    let objectives: [Objective]
    let settings: LiveStormSettings
    /// How far T100 may be from the simulation's, in percent; `nil` where that is not asked.
    let within: Double?
    let display: Display
    /// Where it is looked at while it lasts; `nil` for nowhere.
    let metricsPort: Int?
    /// Ends the session early.
    let control: RunControl

    /// Plays them all, or those that were begun when the session was ended early; then the result is not valid and says so.
    ///
    /// - Throws: ``Failure`` where a storm cannot be played.
    func play() throws(Failure) -> RunResult {
        let clock = MonotonicClock.calibrated()
        let board = StormBoard()
        let port = try metricsPort.map { port throws(Failure) in try MetricsPort(port) { board.write(into: &$0) } }
        defer { port?.close() }
        var played: [Played] = []
        for law in laws where !control.isCancelled {
            let scenario = try scenario(under: law)
            var course = StormCourse(
                storm: request.name, law: law.label, devices: scenario.devices,
                ratePerSecond: scenario.serviceRatesPerSecond.first ?? 0)
            defer { display.clear() }
            display.show(course.simulation)
            board.begin(storm: request.name, law: law.label, devices: scenario.devices)
            let predicted = try simulate(scenario)
            do throws(LiveStormError) {
                let report = try LiveStorm.run(
                    scenario, settings, clock: clock, isCancelled: { [control] in control.isCancelled }
                ) {
                    display.show(course.figures(after: $0))
                    let event = board.note($0)
                    port?.events.send(event.json)
                }
                played.append(Played(live: report, predicted: predicted))
            } catch .cancelled {
                break
            } catch {
                throw Failure(exit: Self.exit(of: error), message: error.description)
            }
        }
        return result(played, clock: clock)
    }

    /// A live storm and what was said of it before.
    private struct Played {
        let live: LiveStormReport
        let predicted: StormOutcome

        /// How far T100 is from what was predicted, in percent; `nil` where one of both is never.
        var apartPercent: Double? {
            guard let live = live.outcome.t100, let predicted = predicted.t100, predicted > 0 else { return nil }
            return abs(live / predicted - 1) * 100
        }

        /// Both as the result file tells them, the live one first.
        var results: [StormResult] {
            var result = live.outcome.result
            result.played = .live
            return [result, predicted.result]
        }
    }

    private func scenario(under law: StormLaw) throws(Failure) -> StormScenario {
        let scenario: StormScenario
        do {
            scenario = try request.scenario(under: law).onTheWire
        } catch {
            throw Failure(exit: .badScenario, message: "\(error)")
        }
        do throws(LiveStormError) {
            try LiveStorm.check(scenario, settings)
        } catch {
            throw Failure(exit: Self.exit(of: error), message: error.description)
        }
        return scenario
    }

    private func simulate(_ scenario: StormScenario) throws(Failure) -> StormOutcome {
        do throws(StormSimulation.Failure) {
            return try StormSimulation.run(scenario) { control.isCancelled }
        } catch {
            throw StormSession.failure(error)
        }
    }

    private static func exit(of error: LiveStormError) -> ToolExit {
        switch error {
        case .invalid, .notLive, .noProgram, .tooFewDescriptors: .usage
        case .cancelled: .interrupted
        case .controller, .noFreePort, .files, .fleet, .notInService: .unexpectedFailure
        }
    }

    // MARK: The result

    private func result(_ played: [Played], clock: MonotonicClock) -> RunResult {
        let storms = played.flatMap(\.results)
        let invariants = played.flatMap { storm -> [Invariant] in
            var live = storm.live.outcome.invariant
            live.name = "\(live.name), live"
            if live.holds { live.detail = "the controllers' books agree with the fleet's" }
            return [live, storm.predicted.invariant]
        }
        var reasons = invariants.filter { !$0.holds }.map { "\($0.name): \($0.detail)" }
        for storm in played {
            if storm.live.lagNanoseconds > LiveStormReport.lagNanosecondsMax {
                reasons.append(
                    "\(storm.live.outcome.law.label): the fleet was late by up to \(storm.live.lagNanoseconds / 1_000_000) ms; see what else "
                        + "this machine does, or take fewer devices")
            }
        }
        if played.count < laws.count || played.contains(where: { !$0.live.isComplete }) {
            let complete = played.count { $0.live.isComplete }
            reasons.insert("interrupted: \(complete) of \(laws.count) laws were played to their end", at: 0)
        }
        return RunResult(
            tool: ToolFacts.summary(), machine: .current(clockSource: clock.source),
            plan: PlanSummary(
                seed: request.scenario.seed, hash: request.hash, target: "live \(settings.scheme.rawValue)",
                devices: request.scenario.devices, profile: request.name, ratePerSecond: nil,
                durationSeconds: played.map(\.live.seconds).max() ?? 0, workers: 1, settings: request.settings),
            verdict: Verdict(valid: reasons.isEmpty, reasons: reasons, objectives: outcomes(played)),
            invariants: invariants, storms: storms)
    }

    /// What was asked of the live storm that is shown.
    private func outcomes(_ played: [Played]) -> [ObjectiveOutcome] {
        guard let judged = played.first(where: { $0.live.outcome.law == shown }), let live = judged.results.first else {
            return []
        }
        var outcomes = objectives.map { $0.evaluate(on: live) }
        if let within {
            let apart = judged.apartPercent
            outcomes.append(
                ObjectiveOutcome(
                    expression: "T100 within \(within) % of the simulation's", measured: apart,
                    holds: apart.map { $0 <= within } ?? false, unit: "%",
                    reason: apart == nil ? "not all devices came home" : nil))
        }
        return outcomes
    }
}
