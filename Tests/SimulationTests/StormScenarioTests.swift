import Devices
import Registration
import Simulation
import Testing

@Suite struct StormScenarioTests {
    @Test("The storm of the tool, and one of every law, can be played")
    func valid() {
        for law in StormLaw.allCases {
            var scenario = StormScenario()
            scenario.law = law
            #expect(scenario.problem() == nil)
        }
    }

    @Test("What cannot be played is named", arguments: Self.faults.indices)
    func invalid(index: Int) {
        var scenario = StormScenario()
        let (name, change) = Self.faults[index]
        change(&scenario)
        #expect(scenario.problem()?.description.contains(name) == true, "\(name)")
        #expect(throws: StormSimulation.Failure.self) { try StormSimulation.run(scenario) }
    }

    private static let faults: [(String, @Sendable (inout StormScenario) -> Void)] = [
        ("devices", { $0.devices = 0 }), ("devices", { $0.devices = 4_000_001 }),
        ("controllers", { $0.controllers = 17 }), ("gatewayShare", { $0.gatewayShare = .nan }),
        ("serviceRates", { $0.serviceRatesPerSecond = [] }), ("serviceRates", { $0.serviceRatesPerSecond = [-1] }),
        ("serviceRates", { $0.serviceRatesPerSecond = [.infinity] }), ("timeLimit", { $0.timeLimit = .zero }),
        ("outageStart", { $0.outageStart = .seconds(-1) }), ("outageLength", { $0.outageLength = .seconds(86_401) }),
        ("keepAliveInterval", { $0.device.keepAliveInterval = .zero }),
        ("missedKeepAlivesMax", { $0.device.missedKeepAlivesMax = 0 }),
        ("attemptsMax", { $0.device.attemptsMax = 16 }), ("misbehaviour", { $0.misbehaviour.neverReturns = 1.1 }),
        (
            "misbehaviour",
            {
                $0.misbehaviour.neverReturns = 0.6; $0.misbehaviour.ignoresRetryTimes = 0.6
            }
        ),
        ("network", { $0.network.latency = .zero }), ("network", { $0.network.loss = 1 }),
        ("queueCapacity", { $0.queueCapacity = 0 }),
        ("controller", { $0.faults = [StormFault(.wanFlap, controller: 3, start: .zero)] }),
        ("clock step", { $0.faults = [StormFault(.clockStep(.max), start: .zero)] }),
        ("slow-down", { $0.faults = [StormFault(.slowDown(factor: -1), start: .zero)] }),
        ("lost", { $0.faults = [StormFault(.messageLoss(share: 2), start: .zero)] }),
        ("start", { $0.faults = [StormFault(.wanFlap, start: .seconds(-1))] }),
    ]
}
