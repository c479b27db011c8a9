import Devices
import Registration
import Simulation
import Testing

/// Storms whose devices are switched on as a plan says.
@Suite struct PlannedStartTests {
    /// Devices that come one after the other, every `interval`; every tenth is a gateway.
    private static func scenario(devices: Int, every interval: Nanoseconds, rate: Double = 50) -> StormScenario {
        var scenario = StormScenario()
        scenario.devices = devices
        scenario.serviceRatesPerSecond = [rate]
        (scenario.outageStart, scenario.outageLength) = (.zero, .zero)
        scenario.start = .planned(
            (0..<devices).map { index in
                PowerOn(at: interval * Int64(index), deviceClass: index % 10 == 0 ? .gateway : .phone)
            })
        return scenario
    }

    @Test(
        "Devices that come more slowly than they are served are home soon after they came", arguments: StormLaw.allCases
    )
    func calm(law: StormLaw) throws {
        var scenario = Self.scenario(devices: 200, every: .milliseconds(100))
        scenario.law = law
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.violations == [] && outcome.recovery == .recovered && outcome.neverRegistered == 0)
        // The last comes at 19.9 s, and is served for a fiftieth of a second.
        #expect(abs((outcome.boundSeconds ?? 0) - 19.92) < 1e-6)
        #expect((outcome.t50 ?? 0) > 9.9 && (outcome.t50 ?? .infinity) < 12)
        #expect((outcome.t100 ?? 0) > 19.9 && (outcome.t100 ?? .infinity) < 22)
        let tiers = outcome.queueWaitSeconds.map(\.tier)
        #expect(tiers.contains("priority"))
    }

    @Test("A burst after a calm is held against what can be served from then on, not against its size alone")
    func burst() throws {
        var scenario = Self.scenario(devices: 500, every: .zero)
        // One comes at once, all others after 60 s: they take 9.98 s.
        let others = [PowerOn](repeating: PowerOn(at: .seconds(60)), count: 499)
        scenario.start = .planned([PowerOn(at: .zero)] + others)
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.violations == [] && outcome.recovery == .recovered)
        #expect(abs((outcome.boundSeconds ?? 0) - 69.98) < 1e-6)
        #expect((outcome.t100 ?? .infinity) < 69.98 * 1.05)
    }

    @Test("A pause of an hour in a plan is no end of its storm")
    func pause() throws {
        let outcome = try StormSimulation.run(Self.scenario(devices: 3, every: .seconds(4_000)))
        #expect(outcome.recovery == .recovered && outcome.neverRegistered == 0)
        #expect((outcome.t100 ?? 0) > 8_000 && (outcome.t100 ?? .infinity) < 8_010)
    }

    @Test("The same plan gives the same outcome, and a primary that crashes in its midst still gets all devices home")
    func crash() throws {
        var scenario = Self.scenario(devices: 300, every: .milliseconds(50))
        scenario.faults = [
            StormFault(.crash(keepsMemory: false), controller: 0, start: .seconds(8), length: .seconds(20))
        ]
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome == (try StormSimulation.run(scenario)))
        #expect(outcome.violations == [] && outcome.recovery == .recovered)
    }

    @Test("What no plan is, is named")
    func problems() {
        func problem(_ change: (inout StormScenario) -> Void) -> String {
            var scenario = Self.scenario(devices: 3, every: .seconds(1))
            change(&scenario)
            return scenario.problem()?.description ?? ""
        }
        #expect(problem { _ in } == "")
        #expect(problem { $0.devices = 4 } == "start must be one power-on for each device")
        #expect(problem { $0.start = .planned([]) }.hasPrefix("start must be one power-on"))
        #expect(problem { $0.gatewayShare = 0.1 }.hasPrefix("gatewayShare must be 0"))
        for time: Nanoseconds in [.seconds(-1), .seconds(86_401)] {
            #expect(
                problem { $0.start = .planned([PowerOn](repeating: PowerOn(at: time), count: 3)) }.hasPrefix(
                    "start must be power-ons at 0"))
        }
    }
}
