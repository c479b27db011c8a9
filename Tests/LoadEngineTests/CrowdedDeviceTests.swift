import Measurement
import Registration
import Testing
import Workload

@testable import LoadEngine

/// Open loops in which devices come again before their last cycle has ended: repeated grants, duplicates, renewals.
@Suite struct CrowdedDeviceTests {
    @Test(
        "Devices that overlap themselves break no books, whatever becomes of invalid tokens", arguments: [1, 7, 300],
        InvalidTokenRule.allCases)
    func overlap(devices: Int, rule: InvalidTokenRule) throws {
        var profile = ProfileSettings(kind: .poisson)
        profile[.rate] = 20_000
        let mix = try Mix([
            .tokenCycle: 0.5, .initial: 0.1, .priority: 0.1, .missingToken: 0.1, .forgedToken: 0.05,
            .reusedToken: 0.1, .expiredToken: 0.05,
        ])
        let plan = try Plan(
            PlanRequest(
                seed: 3, devices: devices, profile: profile, durationSeconds: 0.2, mix: mix, workers: 3))
        var settings = RunSettings(plan: plan, workers: 3)
        settings.parameters.invalidTokens = rule
        settings.parameters.expiredTokens = rule
        settings.parameters.tokenTimeout = .preset(.milliseconds(5))
        settings.silence = .milliseconds(2)
        settings.drain = .milliseconds(200)
        settings.discipline = .drr
        let result = try Runs.result(settings)
        #expect(result.brokenInvariants == [])
        #expect(!result.verdict.reasons.contains { $0.contains("disagree") }, "\(result.verdict.reasons)")
        #expect(result.counters["registered"] == UInt64(devices))
        #expect((result.counters["renewed"] ?? 0) > 0)
    }

    @Test("Of a run that was interrupted before its first arrival there is a result, and it is invalid")
    func empty() throws {
        let control = RunControl()
        control.cancel()
        let settings = try Runs.openLoop(rate: 100, seconds: 1)
        let result = Runs.result(try Runs.execute(settings, control: control))
        #expect(result.counters["generator.arrivals"] == 0)
        let reasons = result.verdict.reasons
        #expect(reasons.contains { $0.contains("interrupted") } && reasons.contains { $0.contains("lag is unknown") })
        #expect(!reasons.contains { $0.contains("achieved rate") }, "\(reasons)")
        #expect(result[.token]?.count == 0 && result[.token]?.max == nil)
    }
}
