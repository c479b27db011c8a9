import Documents
import Devices
import Registration
import Simulation
import Workload

/// Turns a storm's file into the values of the simulation, with errors that name the line.
struct StormWords {
    let file: StormFile

    /// The starts that a file can name; a planned one comes with a plan.
    private enum Start: String, CaseIterable { case inService, coldStart }

    /// The storm that the file describes.
    func scenario() throws(DocumentError) -> StormScenario {
        var scenario = StormScenario()
        if let seed = file.seed { scenario.seed = seed }
        switch try choice("start", among: Start.self) {
        case .inService: scenario.start = .inService
        case .coldStart: scenario.start = .coldStart
        case nil: break
        }
        scenario.assignment = try choice("assignment") ?? scenario.assignment
        if let keeps = file.flags["outage.keepsMemory"] { scenario.outageKeepsMemory = keeps }
        for (key, number) in file.numbers.sorted(by: { $0.key < $1.key }) { try set(key, number, in: &scenario) }
        for (index, description) in file.faults.enumerated() {
            scenario.faults.append(StormFault(description))
            if let problem = scenario.problem() { throw file.error("faults.\(index)", "\(problem)", allowed: nil) }
        }
        return scenario
    }

    /// The choice that the word at `key` names; `nil` when the file has no such word.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, among type: Choice.Type = Choice.self
    ) throws(DocumentError) -> Choice? {
        guard let word = file.words[key] else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        throw file.error(
            key, "no such \(key): \"\(word.prefix(40))\"", allowed: names.joined(separator: ", "),
            suggestion: Suggestion.nearest(to: word, among: names))
    }

    private func set(_ key: String, _ number: Double, in scenario: inout StormScenario) throws(DocumentError) {
        func whole() throws(DocumentError) -> Int {
            guard let whole = Int(exactly: number) else {
                throw file.error(key, "\(key) cannot be \(number)", allowed: "a whole number")
            }
            return whole
        }
        let span = Nanoseconds(seconds: number)
        switch key {
        case "devices": scenario.devices = try whole()
        case "controllers": scenario.controllers = try whole()
        case "rate": scenario.serviceRatesPerSecond = [number]
        case "gateways": scenario.gatewayShare = number
        case "powerOn": scenario.powerOnSpread = span
        case "limit": scenario.timeLimit = span
        case "outage.at": scenario.outageStart = span
        case "outage.for": scenario.outageLength = span
        case "network.latency": scenario.network.latency = span
        case "network.jitter": scenario.network.jitter = span
        case "network.loss": scenario.network.loss = number
        case "network.duplication": scenario.network.duplication = number
        case "device.keepAlive": scenario.device.keepAliveInterval = span
        case "device.missesMax": scenario.device.missedKeepAlivesMax = try whole()
        case "device.watch": scenario.device.watchInterval = span
        case "device.responseTimeout": scenario.device.responseTimeout = span
        case "misbehaviour.ignoresRetryTimes": scenario.misbehaviour.ignoresRetryTimes = number
        case "misbehaviour.reusesExpiredToken": scenario.misbehaviour.reusesExpiredToken = number
        case "misbehaviour.duplicatesRequests": scenario.misbehaviour.duplicatesRequests = number
        case "misbehaviour.neverReturns": scenario.misbehaviour.neverReturns = number
        default: preconditionFailure("the reader lets no other key through: \(key)")
        }
        // The storm was fine without this key, so the key is at fault.
        if let problem = scenario.problem() {
            throw file.error(key, problem.description(naming: key), allowed: nil)
        }
    }
}

extension StormFault {
    /// The fault that a file or an option describes.
    init(_ description: FaultDescription) {
        let kind: Kind =
            switch description.kind {
            case .crash: .crash(keepsMemory: description.keepsMemory)
            case .hang: .crash(keepsMemory: true)
            case .slowDown: .slowDown(factor: description.value)
            case .wanFlap: .wanFlap
            case .clockStep: .clockStep(Nanoseconds(seconds: description.value))
            case .keepAliveLoss: .keepAliveLoss(share: description.value)
            case .messageLoss: .messageLoss(share: description.value)
            }
        self.init(
            kind, controller: description.controller, start: Nanoseconds(seconds: description.start),
            length: Nanoseconds(seconds: description.length))
    }
}
