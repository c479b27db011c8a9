import Measurement
import Testing
import Workload

@testable import LoadEngine

/// The rate of an open loop, changed while it is under way.
@Suite struct RateChangeTests {
    @Test("A run whose rate is doubled sends all of its plan in less time, and is not valid")
    func faster() throws {
        let control = RunControl()
        let settings = try Runs.openLoop(rate: 2_000, seconds: 6)
        let outcome = try LoadRun(settings, against: .core, clock: Runs.clock).execute(control: control) { progress in
            #expect(progress.ratePercent == control.ratePercent)
            guard control.ratePercent == 100 else { return }
            #expect(control.changeRate(byPercent: 300, at: Runs.clock.nanoseconds()) == 400)
        }
        let result = Runs.result(outcome)
        #expect(result.counters["generator.arrivals"] == settings.plan.plannedCount)
        #expect(result.brokenInvariants == [])
        // A second as planned, and a quarter of the other five.
        #expect((2.0...5.5).contains(outcome.seconds), "\(outcome.seconds) s")
        #expect(!result.verdict.valid)
        #expect(result.verdict.reasons.contains { $0.contains("changed by hand, once") }, "\(result.verdict)")
    }

    @Test("A run that is slowed down takes longer, and says how long it will")
    func slower() throws {
        let control = RunControl()
        let settings = try Runs.openLoop(rate: 2_000, seconds: 4)
        var planned: [Double] = []
        let outcome = try LoadRun(settings, against: .core, clock: Runs.clock).execute(control: control) { progress in
            planned += progress.plannedSeconds.map { [$0] } ?? []
            #expect((0...1).contains(progress.doneFraction))
            if control.ratePercent == 100 { control.changeRate(byPercent: -50, at: Runs.clock.nanoseconds()) }
        }
        // A second as planned, or some on a busy machine, and the rest at half the rate.
        #expect(outcome.seconds > 4.1)
        #expect(planned.first == 4 && planned.dropFirst().allSatisfy { (4.1...7.1).contains($0) }, "\(planned)")
        #expect(Runs.result(outcome).counters["generator.arrivals"] == settings.plan.plannedCount)
    }

    @Test("Where no open loop is under way there is no rate to change, and the next run begins as planned")
    func closed() throws {
        let control = RunControl()
        #expect(control.changeRate(byPercent: 10, at: 5) == nil)
        let settings = try Runs.saturating(1_000)
        let result = Runs.result(try Runs.execute(settings, control: control))
        #expect(result.verdict.valid, "\(result.verdict)")
        #expect(control.changeRate(byPercent: 10, at: 5) == nil && control.ratePercent == 100)
        control.begin(at: 100, isOpenLoop: true)
        #expect(control.changeRate(byPercent: 10, at: 200) == 110)
        #expect(control.changeRate(byPercent: -10, at: 300) == 100 && control.rateChangeCount == 2)
        control.begin(at: 400, isOpenLoop: true)
        #expect(control.ratePercent == 100 && control.rateChangeCount == 0)
    }
}
