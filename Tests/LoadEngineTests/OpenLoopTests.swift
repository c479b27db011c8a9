import Measurement
import Testing
import Workload

@testable import LoadEngine

@Suite struct OpenLoopTests {
    @Test("A modest rate is sent as planned, each request once", arguments: [Profile.Kind.constant, .poisson])
    func rate(kind: Profile.Kind) throws {
        let settings = try Runs.openLoop(kind, rate: 20_000, seconds: 0.5)
        let outcome = try Runs.execute(settings)
        let result = Runs.result(outcome)
        #expect(result.brokenInvariants == [])
        let arrivals = try #require(result.counters["generator.arrivals"])
        if let planned = settings.plan.plannedCount { #expect(arrivals == planned) }
        #expect(abs(Double(arrivals) - settings.plan.expectedCount) < 0.05 * settings.plan.expectedCount)
        #expect(result[.lag]?.count == arrivals)
        #expect(result.counters["generator.acknowledged"] == arrivals)
        #expect(result.plan.ratePerSecond == 20_000)
    }

    @Test("A seeded Poisson plan is held against its own arrivals, not their mean", arguments: 1...4)
    func poissonCount(seed: UInt64) throws {
        // On a busy machine the generator may be late and then sends fewer; it must not be said to, time after time.
        var reasons = ""
        for _ in 0..<8 {
            let result = try Runs.result(Runs.openLoop(.poisson, rate: 100, seconds: 0.5, devices: 1_000, seed: seed))
            reasons = result.verdict.reasons.joined()
            if !reasons.contains("% below"), !reasons.contains("% above") { return }
        }
        Issue.record("\(reasons)")
    }

    @Test("Latency from the plan is never less than from the actual send")
    func views() throws {
        let result = try Runs.result(Runs.openLoop(rate: 20_000, seconds: 0.3))
        let token = try #require(result[.token])
        let uncorrected = try #require(token.uncorrected)
        #expect(try #require(uncorrected.mean) <= #require(token.mean))
        #expect(try #require(uncorrected.max) <= #require(token.max))
        #expect(uncorrected.count == token.count)
    }

    @Test("A run longer than a second has a timeline that adds up to what was acknowledged")
    func timeline() throws {
        let result = try Runs.result(Runs.openLoop(rate: 5_000, seconds: 2.2))
        // The row of a second that a busy machine let pass is one with the next.
        #expect(result.timeline.count >= 2)
        let completed = result.timeline.reduce(0) { $0 + $1.completed }
        #expect(completed == result.counters["generator.acknowledged"])
        #expect(result.timeline.allSatisfy { $0.queueDepth.count == 3 })
    }

    @Test("Cancelling ends a run long before its plan does, as interrupted and invalid")
    func cancel() throws {
        let control = RunControl()
        let settings = try Runs.openLoop(rate: 1_000, seconds: 60)
        let started = Runs.clock.nanoseconds()
        let outcome = try LoadRun(settings, against: .core, clock: Runs.clock).execute(control: control) { _ in
            control.cancel()
        }
        // About a second after the first row, where nothing else runs.
        #expect(Runs.clock.nanoseconds() - started < 30_000_000_000)
        #expect(outcome.isInterrupted)
        #expect(!Runs.result(outcome).verdict.valid)
    }
}
