import AdminHTTP
import DeviceFleet
import Foundation
import LoadEngine
import Logging
import Measurement
import Reporting
import Workload

/// One call of `loadgen run`: its phases, its report, its files, its exit code.
struct Session {
    private let request: RunRequest
    private let control: RunControl
    private let clock = MonotonicClock.calibrated()
    private let tool = ToolFacts.summary()
    private let log = ConsoleLog.logger()
    private let display: Display
    private let board = RunBoard()

    /// A call for `request`; `control` ends it early.
    init(_ request: RunRequest, control: RunControl = RunControl()) {
        self.request = request
        self.control = control
        display = Display(
            Display.suitableKind(isQuiet: request.isQuiet), keys: Self.keys(of: request)
        ) { [clock] key in
            switch key {
            case .end: control.cancel()
            case .faster: control.changeRate(byPercent: 10, at: clock.nanoseconds())
            case .slower: control.changeRate(byPercent: -10, at: clock.nanoseconds())
            }
        }
    }

    /// The rate of an open loop can be changed while it is under way; in a run of all phases it is what the others have found.
    private static func keys(of request: RunRequest) -> [KeyMeaning] {
        let isOpenLoop = !request.runsAllPhases && request.settings.plan.durationSeconds != nil
        return isOpenLoop ? KeyMeaning.allCases : [.end]
    }

    private var machine: MachineFacts { .current(clockSource: clock.source) }

    /// Runs the phases; returns how the tool should exit.
    func run() throws -> ToolExit {
        let interrupt = Interrupt { [control, display] in
            control.cancel()
            display.releaseKeyboard()
        }
        defer {
            interrupt.end()
            display.releaseKeyboard()
        }
        let port = try request.metricsPort.map { [board] in
            try MetricsPort($0) { board.write(into: &$0) }
        }
        defer { port?.close() }
        var result = try measure(tellingTo: port?.events)
        result.command = RepeatCommand.text(of: CommandLine.arguments)
        try request.output.write(result, isWhole: !control.isCancelled)
        if !request.isQuiet { print(TerminalReport(result, style: Terminal.style).text, terminator: "") }
        return control.isCancelled ? .interrupted : ToolExit(result.verdict)
    }

    /// Runs the phases without a report or a file of results, for who looks at the result himself.
    ///
    /// - Parameter events: told once a second how it is going; `nil` where nobody looks.
    func measure(tellingTo events: EventStream? = nil) throws -> RunResult {
        request.runsAllPhases ? try runAllPhases(events) : try runOnePhase(events)
    }

    // MARK: Phases

    /// The generator's ceiling, then the plan asked for.
    private func runOnePhase(_ events: EventStream?) throws -> RunResult {
        let ceiling = request.target == .null ? nil : try measureCeiling(events)
        let before = try request.targetCounter?.read()
        let outcome = try execute(
            request.settings, against: request.target, named: request.profileName, logs: true, events)
        return outcome.result(
            tool: tool, machine: machine, ceilingRequestsPerSecond: ceiling?.requestsPerSecond,
            objectives: request.objectives, targetCounts: try countsSince(before))
    }

    /// What the target counted since a moment; `nil` where it is not asked, or where the run was cut short under way.
    private func countsSince(_ before: TargetCounts?) throws -> (source: String, counts: TargetCounts)? {
        guard let before, let counter = request.targetCounter, !control.isCancelled else { return nil }
        return (counter.description, try counter.read().since(before))
    }

    /// Ceiling, saturation, and an open loop at half of it.
    private func runAllPhases(_ events: EventStream?) throws -> RunResult {
        let ceiling = try measureCeiling(events)
        var phases = [Phase(name: "ceiling", result: result(ceiling, ceiling: nil, objectives: []))]
        let saturated = try execute(request.settings, against: .core, named: "saturate", logs: false, events)
        phases.append(
            Phase(
                name: "saturate",
                result: result(saturated, ceiling: ceiling.requestsPerSecond, objectives: [])))
        if !control.isCancelled {
            let open = try execute(
                try openLoop(ratePerSecond: (saturated.cyclesPerSecond / 2).rounded()), against: .core,
                named: "constant", logs: true, events)
            phases.append(
                Phase(
                    name: "constant",
                    result: result(open, ceiling: ceiling.requestsPerSecond, objectives: request.objectives)))
        }
        // The whole is about saturation: every device, one cycle.
        var whole = phases[1].result
        whole.phases = phases
        whole.verdict = .joined(phases)
        return whole
    }

    private func result(_ outcome: RunOutcome, ceiling: Double?, objectives: [Objective]) -> RunResult {
        outcome.result(tool: tool, machine: machine, ceilingRequestsPerSecond: ceiling, objectives: objectives)
    }

    /// The most that the generator can do: every device of the plan, one cycle, against nothing.
    private func measureCeiling(_ events: EventStream?) throws -> RunOutcome {
        var settings = request.settings
        var devices = settings.plan.devices
        if case .registrar(let address) = request.target {
            // A second's worth, and of connections no more than each side may have.
            devices = min(devices, address.scheme.isConnected ? 5_000 : 100_000)
            settings.registrar.inFlightMax = 256
        }
        settings.plan = try Plan(
            PlanRequest(
                seed: settings.plan.seed, devices: devices, profile: ProfileSettings(kind: .saturate),
                durationSeconds: nil, mix: settings.plan.mix, workers: settings.workers))
        guard case .registrar(let address) = request.target else {
            return try execute(settings, against: .null, named: "ceiling", logs: false, events)
        }
        do {
            let null = try NullRegistrar(address.scheme)
            defer { null.stop() }
            return try execute(
                settings, against: .registrar(RegistrarAddress(address.scheme, null.address)), named: "ceiling",
                logs: false, events)
        } catch let error as RegistrarError {
            throw Failure(exit: .unexpectedFailure, message: "\(error)")
        }
    }

    private func openLoop(ratePerSecond rate: Double) throws -> RunSettings {
        var settings = request.settings
        var profile = ProfileSettings(kind: .constant)
        profile[.rate] = max(rate, 1)
        settings.plan = try Plan(
            PlanRequest(
                seed: settings.plan.seed, devices: settings.plan.devices, profile: profile,
                durationSeconds: request.scenario.durationSeconds, mix: settings.plan.mix, workers: settings.workers))
        return settings
    }

    private func execute(
        _ settings: RunSettings, against target: LoadRun.Target, named name: String, logs: Bool, _ events: EventStream?
    ) throws -> RunOutcome {
        var course = RunCourse(phase: name, target: target, devices: settings.plan.devices)
        defer { display.clear() }
        display.show(course.start)
        if events != nil {
            let plan = settings.plan
            board.begin(
                name, target: target,
                plan: RunBoard.PlanFacts(
                    hash: plan.hash, profile: plan.profile.kind.rawValue, seed: plan.seed, devices: plan.devices,
                    ratePerSecond: plan.durationSeconds.map { plan.expectedCount / $0 }))
        }
        log.info(
            "phase begins",
            metadata: [
                "phase": "\(name)", "target": "\(target)", "devices": "\(settings.plan.devices)",
                "planHash": "\(settings.plan.hash)",
            ])
        let run = LoadRun(settings, against: target, clock: clock)
        let outcome: RunOutcome
        do {
            outcome = try run.execute(control: control, log: logs ? try openLog() : nil) {
                display.show(course.figures(after: $0))
                // Nobody looks where there is no port, and to gather it all takes some tenths of a millisecond.
                guard let events else { return }
                board.note($0)
                if events.listenerCount > 0 { events.send(LiveEvent(name, target: target, $0).json) }
            }
        } catch let error as HistogramLogError {
            throw Failure(exit: .usage, message: "--hlog \(error)")
        } catch let error as RegistrarError {
            // Nothing was measured, and the reason says what to change.
            throw Failure(exit: .invalidRun, message: "\(error)")
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)")
        }
        if let error = outcome.logError { log.warning("the histogram log is incomplete: \(error)") }
        return outcome
    }

    private func openLog() throws -> HistogramLogWriter? {
        guard let path = request.logPath else { return nil }
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        return try HistogramLogWriter(creating: path, startMilliseconds: now, comment: "loadgen \(ToolFacts.version)")
    }
}

extension RunRequest {
    /// The word for the one phase that runs.
    var profileName: String { settings.plan.profile.kind.rawValue }
}
