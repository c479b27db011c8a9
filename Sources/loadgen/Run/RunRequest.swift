import Documents
import Foundation
import LoadEngine
import Measurement
import Registration
import Reporting
import Workload

/// What the user asked for, checked: scenario and options merged, every name known, every output writable.
struct RunRequest {
    let scenario: Scenario
    /// Workers, law, discipline and parameters; the plan in it is that of the first phase.
    let settings: RunSettings
    let target: LoadRun.Target
    let objectives: [Objective]
    let output: ResultOptions
    let logPath: String?
    let isQuiet: Bool
    /// Where the run is looked at while it lasts; `nil` for nowhere.
    let metricsPort: Int?

    /// How the target's own counts are read; `nil` where they are not.
    let targetCounter: TargetCounter?

    /// Whether to run the three phases rather than one profile.
    var runsAllPhases: Bool { scenario.profile?.kind == nil && target == .core }

    /// - Throws: ``Failure`` with exit 64 for options, `DocumentError` for the file.
    init(scenarioPath: String?, options: RunOptions) throws {
        let file = try scenarioPath.map { try Scenario(path: $0) } ?? Scenario()
        try Self.checkOptions(options, over: file)
        var flags = try Self.scenario(from: options, over: file.profile?.kind)
        Self.applySpeed(options, to: &flags)
        let scenario = file.overridden(by: flags)
        self.scenario = scenario
        target = try Self.target(scenario.target, flag: options.target, file: file)
        var request = scenario.planRequest
        if case .registrar(let address) = target {
            try Self.checkRegistrarOptions(options, for: address)
            Self.suit(address, &request)
        } else if let name = options.registrar.firstGiven {
            throw Failure(
                exit: .usage, message: "\(name) goes with a registrar as --target, such as sip://127.0.0.1:5060")
        }
        let cores = MachineFacts.current(clockSource: .system).cores
        request.workers = request.workers ?? max(cores, 1)
        if request.profile?.kind == nil {
            if options.rate?.perSecond != nil {
                throw Failure(
                    exit: .usage, message: "--rate goes with --profile constant, poisson, ramp, step or spike")
            }
            // The open loop that comes last must not turn out to be impossible after the others have run.
            var open = request
            var profile = ProfileSettings(kind: .constant)
            profile[.rate] = 1
            open.profile = profile
            _ = try Self.plan(open, scenario: scenario)
            request.profile = ProfileSettings(kind: .saturate)
            request.durationSeconds = nil
        }
        let plan = try Self.plan(request, scenario: scenario)
        var settings = RunSettings(plan: plan, workers: request.workers ?? 1)
        settings.law = try Self.choose(scenario.law, "law", flag: options.law, file: file, default: .calendar)
        settings.discipline = try Self.choose(
            scenario.discipline, "discipline", flag: options.discipline, file: file, default: .edf)
        if plan.durationSeconds == nil { settings.registrar.inFlightMax = 256 }
        try Self.apply(scenario, to: &settings)
        try Self.apply(options.registrar, to: &settings)
        targetCounter = try TargetCounter(options.registrar)
        self.settings = settings
        objectives = try Self.objectives(scenario, fromFlags: !options.objective.isEmpty)
        output = options.output
        logPath = options.hlog
        isQuiet = options.quiet
        metricsPort = options.metricsPort
        try checkOutputs()
    }

    /// The plan of `request`; what is wrong is said of the scenario's line or of the option.
    private static func plan(_ request: PlanRequest, scenario: Scenario) throws -> Plan {
        do {
            return try Plan(request)
        } catch {
            if let located = scenario.located(error) { throw located }
            let isMainRate = request.profile?.kind?.mainRateKey.map { error.key == "profile.\($0.rawValue)" } ?? false
            let option = isMainRate ? "rate" : error.key.replacing("profile.", with: "")
            throw Failure(exit: .usage, message: "--\(option): \(error)")
        }
    }

    /// The options in the shape of a scenario. `kind` is the file's profile, which `--rate` alone speaks of.
    private static func scenario(from options: RunOptions, over kind: Profile.Kind?) throws -> Scenario {
        var scenario = Scenario()
        scenario.seed = options.seed
        scenario.devices = options.devices
        scenario.target = options.target
        scenario.durationSeconds = options.duration
        scenario.workers = options.workers
        scenario.law = options.law
        scenario.discipline = options.discipline
        scenario.objectives = options.objective.isEmpty ? nil : options.objective
        if options.rate == .max {
            guard options.profile == nil || options.profile == Profile.Kind.saturate.rawValue else {
                throw Failure(
                    exit: .usage, message: "--rate max is the profile saturate; leave --profile out, or name a rate")
            }
            scenario.profile = ProfileSettings(kind: .saturate)
        } else if let name = options.profile {
            guard let kind = Profile.Kind(rawValue: name) else {
                throw Failure(
                    exit: .usage, message: unknown(name, "profile", among: Profile.Kind.allCases.map(\.rawValue)))
            }
            var settings = ProfileSettings(kind: kind)
            if let rate = options.rate?.perSecond {
                guard let key = kind.mainRateKey else {
                    throw Failure(
                        exit: .usage,
                        message:
                            "--rate: the profile \(kind.rawValue) has none; leave it out or name an open-loop --profile"
                    )
                }
                settings[key] = rate
            }
            scenario.profile = settings
        } else if let rate = options.rate?.perSecond {
            // The profile comes from the file, and its kind says which of its rates this is.
            var settings = ProfileSettings(kind: nil)
            settings[kind?.mainRateKey ?? .rate] = rate
            scenario.profile = settings
        }
        return scenario
    }

    private static func unknown(_ name: String, _ what: String, among allowed: [String]) -> String {
        "--\(what) " + Failure.unknown(name, what, among: allowed)
    }

    /// The choice that `name` names, or the default.
    private static func choose<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String?, _ key: String, flag: String?, file: Scenario, default fallback: Choice
    ) throws -> Choice {
        guard let name else { return fallback }
        if let choice = Choice(rawValue: name) { return choice }
        let allowed = Choice.allCases.map(\.rawValue)
        if flag == nil, let line = file.line(of: key) {
            throw DocumentError(
                file: file.file ?? "", line: line, column: nil, key: key, message: "no such \(key): \"\(name)\"",
                allowed: allowed.joined(separator: ", "), suggestion: Suggestion.nearest(to: name, among: allowed))
        }
        throw Failure(exit: .usage, message: unknown(name, key, among: allowed))
    }

    /// The target that `text` names, or the core.
    private static func target(_ text: String?, flag: String?, file: Scenario) throws -> LoadRun.Target {
        guard let text else { return .core }
        if let target = LoadRun.Target(text) { return target }
        if flag == nil, let line = file.line(of: "target") {
            throw DocumentError(
                file: file.file ?? "", line: line, column: nil, key: "target", message: "no such target: \"\(text)\"",
                allowed: LoadRun.Target.form, suggestion: Suggestion.nearest(to: text, among: ["core", "null"]))
        }
        throw Failure(exit: .usage, message: "--target \(text): none that is known; \(LoadRun.Target.form)")
    }

    private static func apply(_ scenario: Scenario, to settings: inout RunSettings) throws {
        for parameter in scenario.parameters {
            do {
                try ParameterSetting.apply(parameter.name, parameter.text, to: &settings)
            } catch {
                let key = "parameters.\(parameter.name)"
                let (message, allowed) =
                    switch error {
                    case .unknownName:
                        ("unknown parameter \"\(parameter.name)\"", ParameterSetting.names.joined(separator: ", "))
                    case .badValue(let allowed): ("\(parameter.name) cannot be \"\(parameter.text)\"", allowed)
                    }
                throw DocumentError(
                    file: scenario.file ?? "", line: scenario.line(of: key) ?? 0, column: nil, key: key,
                    message: message,
                    allowed: allowed,
                    suggestion: error == .unknownName
                        ? Suggestion.nearest(to: parameter.name, among: ParameterSetting.names) : nil)
            }
        }
    }

    private static func objectives(_ scenario: Scenario, fromFlags: Bool) throws -> [Objective] {
        var objectives: [Objective] = []
        for (index, text) in (scenario.objectives ?? []).enumerated() {
            do {
                objectives.append(try Objective(parsing: text))
            } catch {
                guard !fromFlags else { throw Failure(exit: .usage, message: "--objective \(error)") }
                let key = "objectives.\(index)"
                throw DocumentError(
                    file: scenario.file ?? "", line: scenario.line(of: key) ?? 0, column: nil, key: key,
                    message: "\(error)", allowed: "such as p99(token)<5ms", suggestion: nil)
            }
        }
        return objectives
    }

    /// A run must not end in a path that cannot be written.
    private func checkOutputs() throws(Failure) {
        try output.check()
        try ResultOptions.check(logPath, option: "--hlog")
    }
}
