import Measurement
import Registration
import TestSupport
import Testing

@testable import LoadEngine

@Suite struct SaturationTests {
    @Test(
        "Every device makes exactly one cycle, whatever the number of workers", arguments: AdmissionLaw.allCases,
        Discipline.allCases)
    func oneCycleEach(law: AdmissionLaw, discipline: Discipline) throws {
        for workers in [1, 2, 4] {
            var settings = try Runs.saturating(2_000, workers: workers)
            settings.law = law
            settings.discipline = discipline
            let result = try Runs.result(settings)
            #expect(result.brokenInvariants == [], "\(workers) workers")
            #expect(result.verdict.valid, "\(workers) workers: \(result.verdict.reasons)")
            #expect(result.counters["registered"] == 2_000 && result.counters["renewed"] == 0)
            #expect(result.counters["generator.acknowledged"] == 2_000)
            #expect(result[.registrationToken]?.count == 2_000)
            // A denied request has a latency too.
            let answers = (result.counters["generator.grants"] ?? 0) + (result.counters["tokensDenied"] ?? 0)
            #expect(result[.token]?.count == answers && answers >= 2_000)
        }
    }

    @Test("The same seed names the same plan, whatever the number of workers and the law; another seed another")
    func hash() throws {
        var settings = try Runs.saturating(500, workers: 1, seed: 7)
        settings.law = .threshold
        let hash = try Runs.result(settings).plan.hash
        #expect(hash.count == 16)
        #expect(try Runs.result(Runs.saturating(500, workers: 2, seed: 7)).plan.hash == hash)
        #expect(try Runs.result(Runs.saturating(500, workers: 1, seed: 8)).plan.hash != hash)
        #expect(try Runs.result(Runs.saturating(501, workers: 1, seed: 7)).plan.hash != hash)
    }

    @Test("Both views of latency are one where the loop is closed")
    func views() throws {
        let token = try #require(try Runs.result(Runs.saturating(2_000))[.token])
        #expect(token.uncorrected?.p50 == token.p50 && token.uncorrected?.max == token.max)
    }

    @Test("The null target answers everything and keeps nothing")
    func null() throws {
        let result = try Runs.result(Runs.saturating(5_000), against: .null)
        #expect(result.verdict.valid, "\(result.verdict.reasons)")
        #expect(result.counters["generator.acknowledged"] == 5_000)
        #expect(result.memory?.bytesPerDevice == nil)
    }

    @Test("A law that plans with a tenth of the real rate makes devices come twice, and loses none")
    func denials() throws {
        var settings = try Runs.saturating(2_000)
        settings.parameters.assumedServiceRate = 20_000
        settings.parameters.targetWait = .milliseconds(5)
        let result = try Runs.result(settings)
        #expect(result.brokenInvariants == [])
        #expect(result.counters["registered"] == 2_000)
        #expect((result.counters["tokensDenied"] ?? 0) > 0)
        #expect(result.counters["generator.waiting"] == 0)
    }

    #if !DEBUG
        // Debug builds box closures in code that the optimiser removes, so only a release build can keep this promise.
        @Test("After warming up, a run allocates nothing", .enabled(if: !hasSanitizerAllocator))
        func allocations() throws {
            let result = try Runs.result(Runs.saturating(200_000))
            #expect(result.memory?.allocatedBytesPerRequest == 0)
        }
    #endif
}
