import Documents
import LoadEngine
import Measurement
import Registration
import Simulation
import Workload

/// A storm as the user asked for it, checked: a ready storm or a file, with options put over it.
struct StormRequest {
    /// What is played, for each law alike.
    private(set) var scenario: StormScenario
    /// The word for it in reports: the ready storm's name, or the file's.
    let name: String
    /// The law that the file names.
    let law: StormLaw?
    /// What must hold, from the file.
    private(set) var objectives: [Objective] = []

    private let file: StormFile
    /// The plan whose devices come; `nil` for those of the storm.
    private let planned: PlannedStorm?

    /// - Parameter plan: a plan's file, whose devices are played instead of the storm's.
    /// - Throws: ``Failure`` with exit 64 for options, `DocumentError` for a file.
    init(storm: String?, options: StormOptions, plan: String? = nil) throws {
        planned = try plan.map { try PlannedStorm(path: $0, seed: options.seed) }
        name = storm ?? planned?.name ?? StormLibrary.defaultName
        // A plan without a storm is one in which nothing fails.
        file = storm == nil && planned != nil ? StormFile(file: "") : try Self.file(named: name)
        let words = StormWords(file: file)
        law = try words.choice("law", among: StormLaw.self)
        scenario = try words.scenario()
        if let planned {
            if storm == nil { (scenario.outageStart, scenario.outageLength) = (.zero, .zero) }
            planned.apply(to: &scenario)
        }
        for (index, text) in file.objectives.enumerated() {
            do {
                objectives.append(try Objective(parsing: text))
            } catch {
                throw file.error("objectives.\(index)", "\(error)", allowed: "such as T99<120s")
            }
        }
        try apply(options)
        if let problem = scenario.problem() { throw Failure(exit: .usage, message: "\(problem)") }
        // Parameters last: some depend on the law's own.
        _ = try parameters(for: .calendar)
    }

    /// The storm under `law`, with the file's parameters.
    func scenario(under law: StormLaw) throws -> StormScenario {
        var scenario = scenario
        scenario.law = law
        scenario.parameters = try parameters(for: law)
        return scenario
    }

    /// A name for what is played: equal storms have equal hashes, whatever the law.
    ///
    /// Of a plan, the plan's own hash: that of a run of the same plan, against whatever target.
    var hash: String { planned?.plan.hash ?? Fingerprint.of(String(describing: scenario) + "\(file.parameters)") }

    /// How controllers are set up, by the names that files have for it. Of a plan's devices also a name for all that the plan, whose hash
    /// stands for the whole, does not say: rates, faults and what else the storm has.
    var settings: [String: String] {
        var settings = Dictionary(file.parameters.map { ($0.name, $0.text) }) { _, last in last }
        if planned != nil {
            var storm = scenario
            storm.start = .inService  // who comes when is the plan's, and may be millions
            settings["storm"] = Fingerprint.of(String(describing: storm))
        }
        return settings
    }

    /// The law that `--law` names.
    static func law(named name: String) throws -> StormLaw {
        guard let law = StormLaw(rawValue: name) else {
            throw Failure(
                exit: .usage, message: "--law " + Failure.unknown(name, "law", among: StormLaw.allCases.map(\.rawValue))
            )
        }
        return law
    }

    /// Changes one figure of the storm, as a search does.
    mutating func change(_ change: (inout StormScenario) -> Void) { change(&scenario) }

    private static func file(named name: String) throws -> StormFile {
        if let entry = StormLibrary.entry(name) {
            return try StormFile(yaml: Array(entry.yaml.utf8), file: entry.name)
        }
        // A word that could be no path is a ready storm's name, misspelt.
        if !name.contains("/"), !name.contains(".") {
            let names = StormLibrary.entries.map(\.name)
            throw Failure(exit: .usage, message: Failure.unknown(name, "storm", among: names + ["a file"]))
        }
        return try StormFile(path: name)
    }

    private mutating func apply(_ options: StormOptions) throws {
        if planned != nil {
            for (option, isGiven) in [("--devices", options.devices != nil), ("--outage", options.outage != nil)]
            where isGiven {
                throw Failure(
                    exit: .usage,
                    message: "\(option) does not go with --plan, which says who comes when; --rate and --faults do")
            }
        }
        if let devices = options.devices { scenario.devices = devices }
        if let rate = options.rate { scenario.serviceRatesPerSecond = [rate] }
        if let outage = options.outage { scenario.outageLength = Nanoseconds(seconds: outage) }
        if let seed = options.seed { scenario.seed = seed }
        for text in options.faults {
            do {
                scenario.faults.append(StormFault(try FaultDescription(parsing: text)))
            } catch {
                throw Failure(exit: .usage, message: "--faults \(error)")
            }
        }
    }

    /// The law's own parameters with those of the file put over them; `nil` where the file has none.
    private func parameters(for law: StormLaw) throws -> Parameters? {
        guard !file.parameters.isEmpty else { return nil }
        var settings = RunSettings(
            plan: try Plan(PlanRequest(devices: 1, profile: ProfileSettings(kind: .saturate))), workers: 1)
        settings.parameters = law.parameters(serviceRatePerSecond: scenario.serviceRate(of: 0))
        for parameter in file.parameters {
            do {
                try ParameterSetting.apply(parameter.name, parameter.text, to: &settings)
            } catch {
                let key = "parameters.\(parameter.name)"
                switch error {
                case .unknownName:
                    throw file.error(
                        key, "unknown parameter \"\(parameter.name)\"",
                        allowed: ParameterSetting.names.joined(separator: ", "),
                        suggestion: Suggestion.nearest(to: parameter.name, among: ParameterSetting.names))
                case .badValue(let allowed):
                    throw file.error(key, "\(parameter.name) cannot be \"\(parameter.text)\"", allowed: allowed)
                }
            }
        }
        return settings.parameters
    }
}
