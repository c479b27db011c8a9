import Testing

@testable import Workload

@Suite struct PlanRequestTests {
    @Test func anEmptyRequestSaturatesWithAMillionDevices() throws {
        let plan = try Plan(PlanRequest())
        #expect(plan.seed == 1)
        #expect(plan.devices == 1_000_000)
        #expect(plan.profile == .saturate)
        #expect(plan.durationSeconds == nil)
        #expect(plan.mix == .tokenCyclesOnly)
    }

    @Test func settingsNotGivenFollowFromThoseGiven() throws {
        func profile(_ kind: Profile.Kind, _ key: ProfileKey) throws -> Profile {
            var settings = ProfileSettings(kind: kind)
            settings[key] = 100
            return try settings.profile(durationSeconds: 20)
        }
        #expect(try profile(.constant, .rate) == .constant(ratePerSecond: 100))
        #expect(try profile(.poisson, .rate) == .poisson(ratePerSecond: 100))
        #expect(try profile(.ramp, .to) == .ramp(from: 0, to: 100))
        #expect(try profile(.step, .to) == .step(from: 50, to: 100, steps: 2))
        #expect(try profile(.spike, .peak) == .spike(base: 25, peak: 100, atSeconds: 10, forSeconds: 2))
    }

    @Test(arguments: [Profile.Kind.constant, .poisson, .ramp, .step, .spike])
    func anOpenLoopNeedsItsMainRate(kind: Profile.Kind) throws {
        let key = try #require(kind.mainRateKey)
        #expect(throws: PlanError.profileKeyMissing(key, kind)) {
            try Plan(PlanRequest(profile: ProfileSettings(kind: kind)))
        }
        var settings = ProfileSettings(kind: kind)
        settings[key] = 50
        #expect(try Plan(PlanRequest(devices: 10, profile: settings)).durationSeconds == 10)
    }

    @Test func foreignKeysAndOddValuesAreRefused() {
        var settings = ProfileSettings(kind: .constant)
        settings[.rate] = 5
        settings[.peak] = 9
        #expect(throws: PlanError.profileKeyForeign(.peak, .constant)) { try Plan(PlanRequest(profile: settings)) }
        var steps = ProfileSettings(kind: .step)
        steps[.to] = 5
        steps[.steps] = 2.5
        #expect(throws: PlanError.stepsOutOfRange(2.5)) { try Plan(PlanRequest(profile: steps)) }
        #expect(throws: PlanError.workersOutOfRange(0)) { try Plan(PlanRequest(workers: 0)) }
        #expect(throws: PlanError.workersOutOfRange(1025)) { try Plan(PlanRequest(workers: 1025)) }
        #expect(throws: PlanError.durationWithSaturate) { try Plan(PlanRequest(durationSeconds: 3)) }
    }

    @Test func errorsSayWhatIsAllowed() {
        #expect(PlanError.devicesOutOfRange(0).description == "devices is 0; allowed: 1 to 100000000")
        #expect(
            PlanError.rateOutOfRange(.rate, -1).description
                == "negative rate -1 for rate in profile; allowed: requests per second above 0, at most 1000000000")
        #expect(
            PlanError.profileKeyMissing(.rate, .poisson).description
                == "the profile poisson needs the key \"rate\"; allowed: name, rate, duration")
    }
}
