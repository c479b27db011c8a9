import Measurement
import Registration
import Testing
import Workload

@testable import LoadEngine

@Suite struct MixTests {
    @Test("Priority and initial registrations land in their tiers")
    func classes() throws {
        let mix = try Mix([.tokenCycle: 0.5, .initial: 0.3, .priority: 0.2])
        let result = try Runs.result(Runs.saturating(4_000, mix: mix))
        #expect(result.brokenInvariants == [])
        #expect(result.verdict.valid, "\(result.verdict.reasons)")
        #expect(result.counters["registered"] == 4_000)
        let queued = ["priority", "token", "initial"].map { result.counters["queued.\($0)"] ?? 0 }
        #expect(queued.reduce(0, +) == 4_000 && queued.allSatisfy { $0 > 500 })
        #expect(result[.registrationPriority]?.count == queued[0] && result[.registrationInitial]?.count == queued[2])
    }

    /// Under the open law, so that what becomes of an invalid token is the rule's doing alone, however busy the machine is.
    private static func misbehaving(_ rule: InvalidTokenRule) throws -> RunSettings {
        let mix = try Mix([
            .tokenCycle: 0.6, .missingToken: 0.1, .forgedToken: 0.1, .reusedToken: 0.1, .expiredToken: 0.1,
        ])
        var settings = try Runs.saturating(3_000, mix: mix)
        settings.law = .open
        settings.parameters.tokenTimeout = .preset(.milliseconds(50))
        settings.parameters.invalidTokens = rule
        settings.parameters.expiredTokens = rule
        settings.silence = .milliseconds(20)
        return settings
    }

    @Test(
        "Misbehaving devices are counted, treated as told, and registered in the end",
        arguments: InvalidTokenRule.allCases)
    func misbehaviour(rule: InvalidTokenRule) throws {
        let result = try Runs.result(Self.misbehaving(rule))
        #expect(result.brokenInvariants == [])
        #expect(result.counters["registered"] == 3_000)
        #expect(result.counters["generator.waiting"] == 0)
        var invalid: UInt64 = 0
        for refusal in ["unknown", "reused", "foreign", "expired"] {
            let count = result.counters["invalid.\(refusal)"] ?? 0
            invalid += count
            #expect(count > 20 || refusal == "foreign", "\(refusal)")
        }
        let treated = [
            result.counters["demoted"] ?? 0, result.counters["denied.invalidToken"] ?? 0,
            result.counters["discarded"] ?? 0,
        ]
        switch rule {
        case .demoted: #expect(treated == [invalid, 0, 0])
        case .refused: #expect(treated == [0, invalid, 0])
        case .ignored: #expect(treated == [0, 0, invalid])
        }
    }
}
