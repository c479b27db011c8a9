import Registration
import Testing

@testable import Simulation

/// What devices lose by themselves is no law's fault, and no law's excuse.
@Suite struct OwnDelayTests {
    /// A storm of 2,400 devices that takes 100 s at best, with `loss` of all messages lost until then.
    private static func played(_ law: StormLaw, loss: Double) throws -> StormOutcome {
        var scenario = StormScenario()
        scenario.devices = 2_400
        scenario.serviceRatesPerSecond = [24, 200]
        scenario.law = law
        if loss > 0 { scenario.faults = [StormFault(.messageLoss(share: loss), start: .zero, length: .seconds(410))] }
        return try StormSimulation.run(scenario)
    }

    /// One device after the last turn: a request sent twice in vain, its backup, and a look at the primary; then perhaps once more.
    private static let excusedMax = 2 * 39.0

    @Test(
        "A law that is late without losses is late with them: its bound grows by no more than a good law's",
        arguments: [StormLaw.open, .fixed60, .fullJitter, .rfc5626], [0.001, 0.01])
    func badLaws(law: StormLaw, loss: Double) throws {
        #expect((try Self.played(law, loss: 0).t100OverBound ?? .infinity) > 1.2)
        let outcome = try Self.played(law, loss: loss)
        #expect((outcome.t100OverBound ?? .infinity) > 1.1, "bound \(outcome.boundSeconds ?? 0)")
        #expect((outcome.boundSeconds ?? 0) <= 100 + Self.excusedMax)
    }

    @Test(
        "A line cut in mid-storm excuses no law that is late without it",
        arguments: [StormLaw.open, .fixed60, .rfc5626])
    func cutLine(law: StormLaw) throws {
        var scenario = StormScenario()
        scenario.devices = 2_400
        scenario.serviceRatesPerSecond = [24, 200]
        scenario.law = law
        scenario.network.loss = 0.001
        scenario.faults = [StormFault(.wanFlap, controller: 0, start: .seconds(330), length: .seconds(10))]
        let outcome = try StormSimulation.run(scenario)
        #expect((outcome.t100OverBound ?? .infinity) > 1.2, "bound \(outcome.boundSeconds ?? 0)")
    }

    /// A storm in which every device was due some time ago.
    private static func overdue() throws -> StormEngine<CalendarPolicy> {
        var scenario = StormScenario()
        scenario.devices = 10
        var engine = try StormEngine<CalendarPolicy>(scenario)
        _ = try engine.run()
        engine.tally.dueBy = engine.now
        for index in engine.fleet.records.indices {
            engine.fleet.records[index].earliestHome = -1
            engine.fleet.records[index].silentSince = -1
        }
        return engine
    }

    /// Device 3 is silent towards controller 0 for so long from now on; returns by how much its bound passes the time at which it was due.
    private static func silence(_ seconds: Int64, in engine: inout StormEngine<CalendarPolicy>) -> Nanoseconds {
        engine.beginSilence(of: 3, with: 0)
        engine.now += Nanoseconds.seconds(seconds).count
        engine.endSilence(of: 3)
        return Nanoseconds(engine.fleet.records[3].earliestHome - engine.tally.dueBy)
    }

    @Test("A silence after a turn in time is excused, one after another, each for as long as a device's timers run")
    func inTime() throws {
        var engine = try Self.overdue()
        engine.noteTurn(engine.tally.dueBy, of: 3)
        #expect(Self.silence(5, in: &engine) == .seconds(5))
        #expect(Self.silence(4, in: &engine) == .seconds(9))
        #expect(Self.silence(1_000, in: &engine) < .seconds(9 + 39))
    }

    @Test("A late turn is not excused, and no silence after it")
    func late() throws {
        var engine = try Self.overdue()
        engine.noteTurn(engine.tally.dueBy + 100_000_000_000, of: 3)
        #expect(Self.silence(5, in: &engine) == .zero)
        #expect(Self.silence(5, in: &engine) == .zero)
    }

    @Test("A turn that is late by less than the goal allows is itself not excused, but what is lost after it is")
    func hardlyLate() throws {
        var engine = try Self.overdue()
        engine.noteTurn(engine.tally.dueBy + 1, of: 3)
        #expect(engine.fleet.records[3].earliestHome == engine.tally.dueBy)
        #expect(Self.silence(5, in: &engine) == .seconds(5))
    }

    @Test("A device that is called once more after a silence is excused for that silence alone")
    func calledAgain() throws {
        var engine = try Self.overdue()
        engine.noteTurn(engine.tally.dueBy, of: 3)
        #expect(Self.silence(5, in: &engine) == .seconds(5))
        engine.noteTurn(engine.now + 10_000_000_000, of: 3)
        #expect(Self.silence(5, in: &engine) == .seconds(5))
    }

    @Test("A device that leaves home has a new turn while others may be on their way, and none later")
    func leaving() throws {
        var engine = try Self.overdue()
        engine.noteLeaving(3)
        #expect(engine.fleet.records[3].earliestHome == engine.now)
        engine.now += 100_000_000_000
        engine.noteLeaving(4)
        #expect(engine.fleet.records[4].earliestHome == -1)
    }

    /// Device 5 leaves home 20 s after all were due, and is silent for 30 s from then on; returns by how much the bound passes
    /// that due time if device 3 was silent for `others` seconds and said so only after device 5 had left.
    private static func leftLate(while others: Int64) throws -> Nanoseconds {
        var engine = try overdue()
        for index in engine.fleet.records.indices { engine.fleet.records[index].homeAt = engine.now }
        let due = engine.tally.dueBy
        engine.noteTurn(due, of: 3)
        engine.beginSilence(of: 3, with: 0)
        engine.now = due + Nanoseconds.seconds(20).count
        if others < 20 { engine.fleet.records[3].silentSince = engine.now - Nanoseconds.seconds(others).count }
        engine.noteLeaving(5)
        engine.beginSilence(of: 5, with: 0)
        if others < 20 { engine.endSilence(of: 3) }
        engine.now = due + Nanoseconds.seconds(max(others, 20)).count
        engine.endSilence(of: 3)
        engine.now = due + Nanoseconds.seconds(50).count
        engine.endSilence(of: 5)
        let service = engine.sites[0].serviceNanoseconds ?? 0
        return Nanoseconds(engine.ownDelayBound() - service - (due - engine.tally.measuredFrom))
    }

    @Test("A device that leaves home while another is silent is excused, also if that silence ends later")
    func leavingDuringSilence() throws {
        #expect(try Self.leftLate(while: 25) == .seconds(50))
    }

    @Test("A device that leaves home when all others can be home has no new turn, and its own silence gives it none")
    func leavingAfterAll() throws {
        #expect(try Self.leftLate(while: 10) == .seconds(30))
    }
}
