import Measurement
import Registration
import Testing

@testable import LoadEngine

@Suite struct SaturationTests {
    @Test("Every device makes exactly one cycle", arguments: AdmissionLaw.allCases, Discipline.allCases)
    func oneCycleEach(law: AdmissionLaw, discipline: Discipline) throws {
        var settings = try Runs.saturating(3_000)
        settings.law = law
        settings.discipline = discipline
        let result = try Runs.result(settings)
        #expect(result.brokenInvariants == [])
        #expect(result.verdict.valid, "\(result.verdict.reasons)")
        #expect(result.counters["registered"] == 3_000 && result.counters["renewed"] == 0)
        #expect(result.counters["generator.acknowledged"] == 3_000)
        #expect(result[.token]?.count == 3_000 && result[.registrationToken]?.count == 3_000)
    }

    @Test("Any number of workers shares the devices", arguments: [1, 2, 4])
    func workers(count: Int) throws {
        let result = try Runs.result(Runs.saturating(5_000, workers: count))
        #expect(result.verdict.valid, "\(result.verdict.reasons)")
        #expect(result.counters["registered"] == 5_000)
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
        @Test("After warming up, a run allocates nothing")
        func allocations() throws {
            let result = try Runs.result(Runs.saturating(200_000))
            #expect(result.memory?.allocatedBytesPerRequest == 0)
        }
    #endif
}
