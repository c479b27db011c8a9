import Testing

@testable import Registration

/// Slots that the calendar reserves: honoured, missed, released.
@Suite struct SlotTests {
    /// A bench at one registration a second whose first two requests were granted, and device 3 told to come in a second.
    private static func bench() throws -> ControllerBench<CalendarPolicy> {
        let bench = try ControllerBench<CalendarPolicy> {
            $0.parameters.assumedServiceRate = 1
            $0.parameters.tokenTimeout = .preset(.seconds(60))
            $0.parameters.slotGrace = .seconds(5)
        }
        #expect(bench.ask(1).timeout == .seconds(60))
        #expect(bench.ask(2).timeout == .seconds(60))
        #expect(bench.ask(3) == .denied(.load, retryAfter: .seconds(1)))
        return bench
    }

    @Test("A device that comes into its slot is granted, and nothing new is promised", arguments: [0, 1, 5_000])
    func honoured(millisecondsLate: Int64) throws {
        let bench = try Self.bench()
        bench.now = bench.now + .seconds(1) + .milliseconds(millisecondsLate)
        let promised = bench.controller.law.promisedAhead(at: bench.now)
        #expect(bench.ask(3).timeout == .seconds(60))
        #expect(bench.controller.law.promisedAhead(at: bench.now) == promised)
        #expect(bench.counts[.slotsHonoured] == 1 && bench.counts[.slotsMissed] == 0)
        #expect(bench.counts[.tokensGranted] == 3)
        #expect(bench.tokensAddUp())
    }

    @Test("A device is let into its slot early by the lead, and not earlier", arguments: [0, 1, 400])
    func lead(milliseconds: Int64) throws {
        let bench = try Self.bench()
        bench.update { $0.slotLead = .milliseconds(milliseconds) }
        bench.now = bench.now + .seconds(1) - .milliseconds(milliseconds) - Nanoseconds(1)
        #expect(bench.ask(3).denial == .early)
        #expect(bench.register(3).denial == .early)
        bench.now = bench.now + Nanoseconds(1)
        #expect(bench.ask(3).timeout == .seconds(60))
        #expect(bench.counts[.slotsHonoured] == 1 && bench.tokensAddUp())
    }

    @Test("An initial registration is let in early as well")
    func leadInitial() throws {
        let bench = try Self.bench()
        bench.update { $0.slotLead = .milliseconds(400) }
        bench.now = bench.now + .milliseconds(600)
        #expect(bench.register(3).tier == 2)
        #expect(bench.counts[.slotsHonoured] == 1)
    }

    @Test("An initial registration is honoured in the slot too")
    func honouredInitial() throws {
        let bench = try Self.bench()
        bench.now = bench.now + .seconds(1)
        #expect(bench.register(3).tier == 2)
        #expect(bench.counts[.slotsHonoured] == 1)
        #expect(bench.register(3).tier == 2, "queued once, not granted twice")
        #expect(bench.counts[.slotsHonoured] == 1 && bench.counts[.duplicates] == 1)
    }

    @Test("A demoted token registration is honoured in the slot as well, and no token comes of it")
    func honouredDemoted() throws {
        let bench = try Self.bench()
        bench.update { $0.invalidTokens = .demoted }
        for device in 4..<24 { #expect(bench.ask(device).denial == .load) }
        bench.now = bench.now + .seconds(1)
        let promised = bench.controller.law.promisedAhead(at: bench.now)
        #expect(bench.register(3, .token(.token(.forged(high: 1, low: 2)))).tier == 2)
        #expect(bench.counts[.slotsHonoured] == 1 && bench.counts[.demoted] == 1)
        #expect(bench.controller.law.promisedAhead(at: bench.now) == promised, "nothing new is promised")
        #expect(bench.counts[.tokensGranted] == 2)
        #expect(bench.tokensAddUp())
        #expect(bench.isConsistent())
    }

    @Test("A slot missed by a nanosecond more than the grace is released, and its capacity with it")
    func missed() throws {
        let bench = try Self.bench()
        for device in 4..<24 { #expect(bench.ask(device).denial == .load) }
        bench.now = bench.now + .seconds(6) + Nanoseconds(1)
        let promised = bench.controller.law.promisedAhead(at: bench.now)
        let response = bench.ask(3)
        #expect(response.denial == .load)
        #expect(bench.counts[.slotsMissed] == 1 && bench.counts[.slotsHonoured] == 0)
        #expect(
            bench.controller.law.promisedAhead(at: bench.now) == promised,
            "one promise given back, one made")
    }

    @Test("A sweep releases the slots of devices that never came")
    func swept() throws {
        let bench = try Self.bench()
        for device in 4..<24 { #expect(bench.ask(device).denial == .load) }
        bench.now = bench.now + .seconds(6)
        bench.controller.sweepAllTokens(at: bench.now, on: &bench.lane)
        #expect(bench.counts[.slotsMissed] == 0, "the grace includes its last instant")
        bench.now = bench.now + Nanoseconds(1)
        let promised = bench.controller.law.promisedAhead(at: bench.now)
        bench.controller.sweepAllTokens(at: bench.now, on: &bench.lane)
        #expect(bench.counts[.slotsMissed] == 1)
        #expect(bench.controller.law.promisedAhead(at: bench.now) == promised - .seconds(1))
        #expect(bench.isConsistent())
    }

    @Test("Sweeping little by little reclaims the whole store within a token timeout")
    func sweptLittleByLittle() throws {
        let bench = try ControllerBench<OpenPolicy>()
        for device in 0..<500 { _ = bench.ask(device) }
        bench.now = bench.now + .seconds(10)
        for _ in 0..<100 {
            bench.controller.sweepTokens(at: bench.now, on: &bench.lane)
            bench.now = bench.now + .milliseconds(100)
        }
        #expect(bench.counts[.tokensExpired] == 500)
        #expect(bench.controller.load().outstandingGrants == 0)
    }
}
