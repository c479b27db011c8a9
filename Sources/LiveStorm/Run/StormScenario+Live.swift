internal import Registration
public import Simulation

extension StormScenario {
    /// The scenario as controllers behind wires play it: retry times are whole seconds, as SCCP and SIP carry them. Both a live storm and the
    /// simulation that predicts it play this one.
    public var onTheWire: StormScenario {
        var scenario = self
        var parameters = parameters ?? law.parameters(serviceRatePerSecond: serviceRate(of: 0))
        parameters.retryMin = max(parameters.retryMin, .seconds(1))
        parameters.retryGranularity = max(parameters.retryGranularity, .seconds(1))
        parameters.retryMax = max(parameters.retryMax, parameters.retryMin)
        scenario.parameters = parameters
        return scenario
    }

    /// What keeps the scenario from being played on real sockets; `nil` where nothing does.
    func liveProblem() -> LiveStormError? {
        let instead = "leave it out, or play the storm without --live"
        for fault in faults {
            switch fault.kind {
            case .crash, .slowDown: continue
            case .wanFlap:
                return .notLive("a wanFlap", instead: "a controller that hangs is as silent: hang@START+LENGTH")
            case .clockStep: return .notLive("a clockStep", instead: instead)
            case .keepAliveLoss, .messageLoss: return .notLive("a loss of messages", instead: instead)
            }
        }
        if network.loss > 0 || network.duplication > 0 {
            return .notLive("a network that loses or doubles messages", instead: instead)
        }
        return nil
    }
}
