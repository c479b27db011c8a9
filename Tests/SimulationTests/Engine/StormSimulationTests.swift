import Devices
import Registration
import Simulation
import Testing

@Suite struct StormSimulationTests {
    private static func small() -> StormScenario {
        var scenario = StormScenario()
        scenario.devices = 500
        scenario.serviceRatesPerSecond = [25]
        scenario.outageLength = .seconds(200)
        return scenario
    }

    @Test("The same scenario gives the same outcome, another seed another")
    func deterministic() throws {
        var scenario = Self.small()
        scenario.network.duplication = 0.05
        let first = try StormSimulation.run(scenario)
        #expect(first == (try StormSimulation.run(scenario)))
        scenario.seed = 2
        #expect(first != (try StormSimulation.run(scenario)))
    }

    @Test("A service rate of zero, and a primary that is gone for good, end in \"never\"")
    func never() throws {
        var scenario = Self.small()
        scenario.serviceRatesPerSecond = [0, 25]
        var outcome = try StormSimulation.run(scenario)
        #expect(outcome.recovery == .never && outcome.t100 == nil && outcome.boundSeconds == nil)
        #expect(outcome.neverRegistered == 500 && outcome.t50 == nil)
        scenario = Self.small()
        scenario.outageLength = StormFault.forever
        outcome = try StormSimulation.run(scenario)
        #expect(outcome.recovery == .never && outcome.neverRegistered == 500)
        #expect(outcome.violations == [], "all are at their backups")
    }

    @Test("No controller at all is live: the devices go on asking, and the storm ends at its limit")
    func nobodyLives() throws {
        var scenario = Self.small()
        scenario.outageLength = .zero
        scenario.timeLimit = .seconds(600)
        scenario.faults = [StormFault(.crash(keepsMemory: false), start: .seconds(10), length: StormFault.forever)]
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.recovery == .never && outcome.neverRegistered == 500)
        #expect(outcome.virtualSeconds <= 611 && outcome.eventsPlayed < 500 * 200)
    }

    @Test("Registrations of devices that gave up keep a slow server busy for nobody: \"metastable\"")
    func metastable() throws {
        var scenario = Self.small()
        scenario.law = .open
        scenario.controllers = 2
        scenario.serviceRatesPerSecond = [2]
        scenario.timeLimit = .seconds(300)
        scenario.start = .coldStart
        scenario.outageLength = .zero
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.recovery == .metastable && outcome.neverRegistered > 0)
        #expect(outcome.t100 == nil && outcome.wastedRegistrations > 100)
    }

    @Test("Devices not home at the limit are part of every percentile")
    func limit() throws {
        var scenario = Self.small()
        scenario.timeLimit = .seconds(20)
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.neverRegistered > 0 && outcome.t99 == nil && outcome.t100 == nil)
        #expect(outcome.t50 != nil)
    }

    @Test("A short interruption that memory survives needs no registration")
    func survived() throws {
        var scenario = Self.small()
        scenario.outageLength = .seconds(20)
        scenario.outageKeepsMemory = true
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.t100 == 0 && outcome.tokenRequestsPerDevice == 0 && outcome.recovery == .recovered)
        #expect(outcome.withoutServiceSeconds.p50 == 20)
    }

    @Test("In a balanced cluster only the failed controller's devices come home; the others lose nothing")
    func balanced() throws {
        var scenario = Self.small()
        scenario.assignment = .balanced
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.rehomingDevices == 167 && outcome.recovery == .recovered)
        #expect(outcome.withoutServiceSeconds.p50 == 0)
    }

    @Test("The curve ends with everybody home, and never falls")
    func curve() throws {
        let outcome = try StormSimulation.run(Self.small())
        #expect(outcome.curve.count <= 513 && outcome.curve.last?.registered == 500)
        #expect(zip(outcome.curve, outcome.curve.dropFirst()).allSatisfy { $0.registered <= $1.registered })
    }

    @Test("One device, one controller")
    func smallest() throws {
        var scenario = Self.small()
        scenario.devices = 1
        scenario.controllers = 1
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.recovery == .recovered && outcome.violations == [])
    }

    @Test("A fleet of which nobody returns ends, and nobody is waited for")
    func nobodyReturns() throws {
        var scenario = Self.small()
        scenario.misbehaviour.neverReturns = 1
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.rehomingDevices == 0 && outcome.neverRegistered == 0 && outcome.t100 == nil)
        #expect(outcome.violations == [] && outcome.virtualSeconds < 4_000)
    }

    @Test("One device and no outage: nothing happens, and that is recovered", arguments: StormLaw.allCases)
    func nothing(law: StormLaw) throws {
        var scenario = Self.small()
        (scenario.devices, scenario.outageLength, scenario.law) = (1, .zero, law)
        let outcome = try StormSimulation.run(scenario)
        #expect(outcome.recovery == .recovered && outcome.neverRegistered == 0 && outcome.t100OverBound == nil)
    }
}
