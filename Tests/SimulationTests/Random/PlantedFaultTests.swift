import Registration
import Testing

@testable import Devices
@testable import Simulation

/// The checks find what they are for.
@Suite struct PlantedFaultTests {
    /// A storm that was played to its end.
    private static func played() throws -> StormEngine<CalendarPolicy> {
        var scenario = StormScenario()
        scenario.devices = 60
        scenario.serviceRatesPerSecond = [20]
        scenario.outageLength = .seconds(200)
        var engine = try StormEngine<CalendarPolicy>(scenario)
        #expect(try engine.run()?.violations == [])
        return engine
    }

    @Test("A device that the table lost")
    func lostRow() throws {
        var engine = try Self.played()
        engine.hosts[0].unregister(engine.fleet.identity(7))
        let violations = engine.check()
        #expect(violations.contains { $0.contains("device 7 is not in the table") })
        #expect(violations.contains { $0.contains("59 rows, 60 devices") })
    }

    @Test("A device that is told of a registration that nobody made")
    func untrueRegistration() throws {
        var engine = try Self.played()
        engine.fleet.records[3].registeredAt |= 0b10
        #expect(engine.check().contains { $0.contains("device 3 is not in the table of controller 1") })
    }

    @Test("A device that stays at its backup")
    func notHome() throws {
        var engine = try Self.played()
        engine.fleet.devices[5].active = .secondary
        #expect(engine.check().contains { $0.contains("device 5 is not at its best live controller") })
    }

    @Test("A token that is redeemed twice")
    func tokenTwice() throws {
        var engine = try Self.played()
        let token = Token.forged(high: 9, low: 9)
        engine.noteRedeemed(token, by: 1)
        #expect(engine.check() == [])
        engine.noteRedeemed(token, by: 1)
        #expect(engine.check().contains { $0.contains("redeemed twice") })
    }

    @Test("A registration that overtakes another of its tier, and events without bound")
    func orderAndMemory() throws {
        var engine = try Self.played()
        engine.tally.orderInversions = 1
        for place in 0..<10_000 { engine.queue.push(StormEvent(.timer, at: Int64.max / 2, device: place)) }
        let violations = engine.check()
        #expect(violations.contains { $0.contains("overtook") })
        #expect(violations.contains { $0.contains("pending at once") })
    }

    @Test("A registration that is queued at the end is neither lost nor counted twice")
    func queuedAtEnd() throws {
        var engine = try Self.played()
        _ = engine.hosts[0].register(
            DeviceIdentity(index: 99, deviceClass: .gateway), kind: .initial, at: engine.now)
        #expect(engine.check() == [])
    }
}
