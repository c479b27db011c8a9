import Measurement
import Registration
import Testing

@testable import LoadEngine

/// A run against structures too small for it ends, with every refusal counted.
@Suite struct FullStructureTests {
    @Test("A table for half the devices denies the others")
    func table() throws {
        var settings = try Runs.saturating(2_000)
        settings.tableCapacity = 1_000
        settings.drain = .milliseconds(200)
        let result = try Runs.result(settings)
        #expect(result.brokenInvariants == [])
        #expect((result.counters["denied.tableFull"] ?? 0) > 0)
        // Each lane may see the last places free at once.
        #expect((1_000...1_128).contains(result.counters["registered"] ?? 0))
        #expect(!result.verdict.valid && result.verdict.reasons.joined().contains("still waited"))
    }

    @Test("A store of a few slots makes devices wait for one another, and all get through")
    func tokenStore() throws {
        var settings = try Runs.saturating(2_000)
        settings.tokenSlots = 1
        let result = try Runs.result(settings)
        #expect(result.brokenInvariants == [])
        #expect(result.counters["registered"] == 2_000)
    }

    @Test("A queue of two places refuses most of each batch, and all get through")
    func queue() throws {
        var settings = try Runs.saturating(500)
        settings.queueCapacity = 2
        let result = try Runs.result(settings)
        #expect(result.brokenInvariants == [])
        #expect(result.counters["registered"] == 500)
        #expect((result.counters["denied.queueFull"] ?? 0) > 0)
    }
}
