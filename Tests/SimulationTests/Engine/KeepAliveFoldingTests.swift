import Devices
import Registration
import Simulation
import Testing

/// Keep-alives that cannot fail are not played; the storm is the same as if they were.
@Suite struct KeepAliveFoldingTests {
    /// The storm with each keep-alive played, and without.
    private static func bothWays(_ scenario: StormScenario) throws -> (all: StormOutcome, folded: StormOutcome) {
        var scenario = scenario
        scenario.playsEveryKeepAlive = true
        var all = try StormSimulation.run(scenario)
        scenario.playsEveryKeepAlive = false
        var folded = try StormSimulation.run(scenario)
        #expect(folded.eventsPlayed <= all.eventsPlayed)
        // What differs is what was played: how many events, and when the last of them was.
        (all.eventsPlayed, folded.eventsPlayed) = (0, 0)
        (all.virtualSeconds, folded.virtualSeconds) = (0, 0)
        return (all, folded)
    }

    @Test("The same outcome for drawn scenarios, faults of all kinds among them", arguments: 1...20)
    func drawn(seed: UInt64) throws {
        let scenario = StormScenario.drawn(seed: seed, laws: RandomStormTests.laws)
        let (all, folded) = try Self.bothWays(scenario)
        #expect(all == folded, "seed \(seed)")
    }

    @Test("An outage of ten minutes with an interval that divides nothing")
    func oddInterval() throws {
        var scenario = StormScenario()
        scenario.devices = 300
        scenario.serviceRatesPerSecond = [20]
        scenario.outageLength = .seconds(600)
        scenario.device.keepAliveInterval = Nanoseconds(29_999_999_983)
        scenario.device.watchInterval = Nanoseconds(17_000_000_003)
        scenario.network.latency = .milliseconds(400)
        scenario.network.jitter = .milliseconds(100)
        let (all, folded) = try Self.bothWays(scenario)
        #expect(all == folded)
    }
}
