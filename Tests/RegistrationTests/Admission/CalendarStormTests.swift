import Testing

@testable import Registration

/// The goals of a storm under the calendar: last device at the least time possible, two requests each, no idle server.
@Suite struct CalendarStormTests {
    @Test("All at once: done at N / mu, with two requests each, never idle")
    func allAtOnce() throws {
        let storm = Storm { $0.tokenTimeout = .preset(.seconds(2)) }
        let outcome = try storm.run()
        let least = Double(storm.deviceCount) / storm.serviceRate
        #expect(outcome.registered == storm.deviceCount)
        #expect(outcome.finished.seconds <= 1.05 * least + 0.005, "\(outcome.finished.seconds) s of \(least) s")
        #expect(outcome.requestsMax <= 2)
        #expect(Double(outcome.requestCount) <= 2.1 * Double(storm.deviceCount))
        #expect(outcome.idleShare == 0)
        #expect(outcome.outstandingMax <= Int(2 * storm.serviceRate))
        #expect(outcome.counts[.slotsMissed] == 0 && outcome.counts[.tokensExpired] == 0)
        #expect(outcome.counts[.slotsHonoured] > 0)
        #expect(outcome.addsUp)
    }

    @Test("The burst's retry times are staggered and monotone")
    func staggered() throws {
        let retryTimes = try Storm().run().firstRetryTimes
        #expect(retryTimes.count == 2_000 - 201)
        #expect(zip(retryTimes, retryTimes.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("With slots of whole seconds, as on the wire, the goals hold too")
    func wholeSeconds() throws {
        let storm = Storm { $0.retryGranularity = .seconds(1) }
        let outcome = try storm.run()
        #expect(outcome.registered == storm.deviceCount)
        #expect(outcome.finished.seconds <= 1.05 * 10 + 1)
        #expect(outcome.requestsMax <= 2)
        #expect(outcome.idleShare <= 0.02)
        #expect(outcome.addsUp)
    }

    @Test("When the service rate halves in the middle, nothing is idle and nobody asks a third time")
    func rateHalves() throws {
        var storm = Storm()
        storm.halvedAfter = .seconds(5)
        let outcome = try storm.run()
        let least = 5.0 + 1_000 / 100
        #expect(outcome.registered == storm.deviceCount)
        #expect(outcome.finished.seconds <= 1.05 * least + 0.005, "\(outcome.finished.seconds) s of \(least) s")
        #expect(outcome.requestsMax <= 2)
        #expect(outcome.idleShare == 0)
        #expect(outcome.addsUp)
    }

    @Test("When a tenth never come back, the others are done no later, and their slots are released")
    func noShows() throws {
        var storm = Storm()
        storm.noShowPeriod = 10
        storm.configure = { $0.slotGrace = .seconds(1) }
        let outcome = try storm.run()
        #expect(outcome.registered > 1_800 && outcome.registered < 2_000)
        #expect(outcome.finished.seconds <= 1.05 * 10 + 0.005)
        #expect(outcome.requestsMax <= 2)
        #expect(outcome.counts[.slotsMissed] > 0)
        #expect(outcome.addsUp)
    }

    @Test("A rate assumed too high or too low is corrected by what is measured", arguments: [50.0, 800.0])
    func wrongAssumption(assumed: Double) throws {
        let storm = Storm { $0.assumedServiceRate = assumed }
        let outcome = try storm.run()
        #expect(outcome.registered == storm.deviceCount)
        #expect(outcome.counts[.tokensExpired] == 0)
        #expect(outcome.addsUp)
    }
}
