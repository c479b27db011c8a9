import Testing

@testable import Registration

/// Storms under the two laws that adapt a limit. They promise less than the calendar: everyone home without waste, no idle
/// server to speak of, a queue that stays near the wait aimed at.
@Suite struct AdaptiveStormTests {
    private func run(_ storm: Storm, _ law: String) throws -> Storm.Outcome {
        law == BreakwaterPolicy.name
            ? try storm.run(under: BreakwaterPolicy.self) : try storm.run(under: GradientPolicy.self)
    }

    @Test("All at once: everyone is registered, in about the least time", arguments: ["aimd", "gradient"])
    func allAtOnce(law: String) throws {
        let storm = Storm()
        let outcome = try run(storm, law)
        let least = Double(storm.deviceCount) / storm.serviceRate
        #expect(outcome.registered == storm.deviceCount)
        #expect(outcome.finished.seconds <= 1.25 * least, "\(outcome.finished.seconds) s of \(least) s")
        #expect(outcome.idleShare <= 0.2, "\(outcome.idleShare)")
        #expect(outcome.counts[.tokensExpired] == 0)
        #expect(outcome.outstandingMax <= Int(10 * storm.serviceRate))
        #expect(outcome.addsUp)
    }

    @Test("A rate that halves is found out without being told", arguments: ["aimd", "gradient"])
    func rateHalves(law: String) throws {
        var storm = Storm()
        storm.halvedAfter = .seconds(5)
        let outcome = try run(storm, law)
        #expect(outcome.registered == storm.deviceCount)
        #expect(outcome.finished.seconds <= 1.25 * 15, "\(outcome.finished.seconds) s")
        #expect(outcome.addsUp)
    }

    @Test("A rate assumed far too high ends in no long queue", arguments: ["aimd", "gradient"])
    func wrongAssumption(law: String) throws {
        let storm = Storm { $0.assumedServiceRate = 100_000 }
        let outcome = try run(storm, law)
        #expect(outcome.registered == storm.deviceCount)
        #expect(outcome.addsUp)
    }

    @Test("The first wave's retry times are staggered", arguments: ["aimd", "gradient"])
    func staggered(law: String) throws {
        let retryTimes = try run(Storm(), law).firstRetryTimes
        #expect(retryTimes.count > 1_500)
        #expect(Set(retryTimes).count == retryTimes.count)
    }
}
