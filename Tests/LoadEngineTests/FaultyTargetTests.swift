import Measurement
import Testing

@testable import LoadEngine

/// The checks can fail, and say what is wrong.
@Suite struct FaultyTargetTests {
    private static func reasons(_ fault: FaultyTarget.Fault) throws -> [String] {
        Runs.result(Runs.execute(try Runs.saturating(1_000, workers: 1), on: FaultyTarget(fault))).verdict.reasons
    }

    @Test("A target that keeps its books makes a valid run")
    func faultless() throws { #expect(try Self.reasons(.nothing) == []) }

    /// A fault, and what the one reason must say.
    static let expectations: [(FaultyTarget.Fault, String)] = [
        (.losesAcknowledgment, "disagree on registrations: 999 and 1000"),
        (.acknowledgesTwice, "disagree on registrations: 1001 and 1000"),
        (.acknowledgesOutOfOrder, "\"per-tier order kept\" is broken: 1 of 1000"),
        (.miscountsGrants, "disagree on token grants: 1000 and 999"),
        (.breaksInvariant, "\"the books balance\" is broken: 7 are not 8"),
    ]

    @Test("A target that errs once makes an invalid run that names the fault", arguments: expectations)
    func fault(_ fault: FaultyTarget.Fault, _ expected: String) throws {
        let reasons = try Self.reasons(fault)
        #expect(reasons.count == 1 && reasons.joined().contains(expected), "\(fault): \(reasons)")
    }

    @Test("Registrations that are never served count in every percentile as having waited for the whole run")
    func neverServed() throws {
        let settings = try Runs.saturating(3_200, workers: 1)
        let outcome = Runs.execute(settings, on: FaultyTarget(.neverServesFirstBatch))
        let result = Runs.result(outcome)
        let latency = try #require(result[.registrationToken])
        #expect(latency.count == 3_200 && latency.unanswered == 64)
        #expect(latency.atLeast.contains("p99") && latency.atLeast.contains("max"))
        #expect(!latency.atLeast.contains("p50"))
        #expect(try Double(#require(latency.max)) >= outcome.seconds * 1e9 * 0.99)
        #expect(result[.token]?.unanswered == 0)
    }
}
