import Measurement
import Testing

@testable import LoadEngine

/// A target that stalls once, at a rate of 2,000 a second: some 200 requests come due meanwhile.
@Suite struct CoordinatedOmissionTests {
    private static func stalledOnce() throws -> RunResult {
        let settings = try Runs.openLoop(rate: 2_000, seconds: 1, workers: 1)
        return Runs.result(Runs.execute(settings, on: FaultyTarget(.stalls)))
    }

    @Test("Requests that came due during a stall carry it when counted from the plan, and not from the send")
    func stall() throws {
        let token = try #require(try Self.stalledOnce()[.token])
        let uncorrected = try #require(token.uncorrected)
        #expect(token.count == 2_000 && uncorrected.count == 2_000)
        // Both see the stall; only one sees whom it kept waiting: a tenth of the requests, by 50 ms each on average.
        #expect(try #require(token.max) >= 95_000_000 && #require(uncorrected.max) >= 95_000_000)
        #expect(try #require(token.p99) >= 70_000_000)
        #expect(try #require(token.mean) >= 3_000_000)
        #expect(try #require(uncorrected.p50) < 10_000_000 && #require(uncorrected.p90) < 50_000_000)
        #expect(try #require(uncorrected.mean) < #require(token.mean) / 2)
    }

    @Test("A stall that was made up for costs lag, not the rate")
    func rate() throws {
        // The best of a few: on a busy machine the last arrivals may be late for reasons of their own.
        var best: [String] = []
        for _ in 0..<3 where best.count != 1 { best = try Self.stalledOnce().verdict.reasons }
        #expect(best.count == 1 && best.joined().contains("sent late"), "\(best)")
    }

    @Test("A target that takes half the rate stretches the run, and the rate says so")
    func slow() throws {
        let result = Runs.result(
            Runs.execute(try Runs.openLoop(rate: 1_000, seconds: 0.3, workers: 1), on: FaultyTarget(.isSlow)))
        #expect(result.counters["generator.arrivals"] == 300)
        #expect(
            result.verdict.reasons.contains { $0.contains("achieved rate") && $0.contains("below the planned 1000/s") },
            "\(result.verdict.reasons)")
    }
}
