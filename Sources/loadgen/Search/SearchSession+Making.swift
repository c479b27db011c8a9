import ArgumentParser
import Devices
import LoadEngine
import Measurement
import Registration
import Simulation
import Workload

extension SearchSession {
    /// The search that the options describe, in storms where the objective is a figure of storms, otherwise in runs.
    init(scenario: String?, options: SearchOptions) throws {
        let objective: Objective
        do {
            objective = try Objective(parsing: options.objective)
        } catch {
            throw Failure(exit: .usage, message: "--objective \(error)")
        }
        guard let quantity = SearchQuantity(rawValue: options.over) else {
            let names = SearchQuantity.allCases.map(\.rawValue)
            throw Failure(exit: .usage, message: "--over " + Failure.unknown(options.over, "quantity", among: names))
        }
        if case .storm = objective.subject {
            try self.init(storm: scenario, objective: objective, quantity: quantity, options: options)
        } else {
            try self.init(runs: scenario, objective: objective, quantity: quantity, options: options)
        }
    }

    /// A search in storms. Each probe is played under one law; the confirming one with the next seed.
    private init(storm: String?, objective: Objective, quantity: SearchQuantity, options: SearchOptions) throws {
        guard options.profile == nil, options.duration == nil else {
            throw Failure(
                exit: .usage, message: "--profile and --duration describe runs, and \(objective.expression) a storm")
        }
        if let name = options.target.map({ _ in "--target" }) ?? options.registrar.firstGiven {
            throw Failure(exit: .usage, message: "\(name) describes runs, and \(objective.expression) a storm")
        }
        var base = try StormOptions.parse([])
        (base.devices, base.rate, base.outage) = (options.devices, options.rate, options.outage)
        (base.faults, base.seed) = (options.faults, options.seed)
        let request = try StormRequest(storm: storm, options: base)
        let law = try options.law.map { try StormRequest.law(named: $0) } ?? request.law ?? .calendar
        let start: Double =
            switch quantity {
            case .devices: Double(request.scenario.devices)
            case .rate: request.scenario.serviceRate(of: 0)
            case .detectionSpread: request.scenario.device.watchInterval.seconds
            }
        let control = RunControl()
        self.init(
            options: options, objective: objective, quantity: quantity,
            play: { probe in
                var probed = request
                probed.change { scenario in
                    switch quantity {
                    case .devices: scenario.devices = Int(probe.value)
                    case .rate: scenario.serviceRatesPerSecond = [probe.value]
                    case .detectionSpread:
                        // Devices fail over within a keep-alive interval of each other and keep that distance when they watch.
                        scenario.device.keepAliveInterval = Nanoseconds(seconds: probe.value)
                        scenario.device.watchInterval = Nanoseconds(seconds: probe.value)
                    }
                    if probe.isConfirmation { scenario.seed &+= 1 }
                }
                return try StormSession(
                    request: probed, laws: [law], shown: law, objectives: [objective],
                    display: Display(.none), control: control
                ).play()
            },
            settings: try quantity.settings(inStorms: true, start: start, options: options), isInStorms: true,
            control: control)
    }

    /// A search in runs, of an open loop unless the profile says otherwise.
    private init(runs scenario: String?, objective: Objective, quantity: SearchQuantity, options: SearchOptions) throws
    {
        guard quantity != .detectionSpread, options.outage == nil, options.faults.isEmpty else {
            throw Failure(
                exit: .usage,
                message:
                    "--over detection-spread, --outage and --faults describe storms, and \(objective.expression) a run")
        }
        var base = try RunOptions.parse([])
        (base.devices, base.seed, base.law) = (options.devices, options.seed, options.law)
        (base.target, base.registrar) = (options.target, options.registrar)
        base.profile = options.profile ?? "constant"
        let isOpenLoop = base.profile != Profile.Kind.saturate.rawValue
        if isOpenLoop { (base.rate, base.duration) = (.perSecond(options.rate ?? 10_000), options.duration ?? 2) }
        base.objective = [options.objective]
        base.quiet = true
        guard isOpenLoop || quantity == .devices else {
            throw Failure(
                exit: .usage, message: "--over rate: a saturated run has no rate; name an open-loop --profile")
        }
        let first = try RunRequest(scenarioPath: scenario, options: base)
        let seed = first.settings.plan.seed
        let control = RunControl()
        let options = options
        let template = base
        self.init(
            options: options, objective: objective, quantity: quantity,
            play: { probe in
                var probed = template
                switch quantity {
                case .devices: probed.devices = Int(probe.value)
                default: probed.rate = .perSecond(probe.value)
                }
                probed.seed = probe.isConfirmation ? seed &+ 1 : seed
                let request = try RunRequest(scenarioPath: scenario, options: probed)
                let result = try Session(request, control: control).measure()
                // A run that is not valid says nothing of the objective; once more tells a busy moment from a limit.
                guard !result.verdict.valid, !control.isCancelled else { return result }
                return try Session(request, control: control).measure()
            },
            settings: try quantity.settings(
                inStorms: false,
                start: quantity == .devices ? Double(options.devices ?? 10_000) : template.rate?.perSecond ?? 10_000,
                options: options),
            isInStorms: false, control: control)
    }
}
