import Testing

@testable import Registration

@Suite struct CalendarPolicyTests {
    /// A calendar at 100 registrations a second.
    private static func bench(_ change: (inout Parameters) -> Void = { _ in }) -> LawBench<CalendarPolicy> {
        let bench = LawBench<CalendarPolicy>(change)
        bench.load.serviceRate = 100
        bench.keepsGrants = true
        return bench
    }

    @Test("Within the target wait it grants; beyond, it staggers and reserves", arguments: [1, 16, 64])
    func burst(batchSize: Int) {
        let bench = Self.bench()
        let decisions = (0..<640 / batchSize).flatMap { _ in bench.decide(batchSize) }
        #expect(decisions.prefix(101).allSatisfy { $0 == .grant })
        // A second of grants is ahead of the first that waits; from there, one service apart.
        let expected = (1..<540).map {
            AdmissionDecision.deny(retryAfter: .milliseconds(Int64($0) * 10), reserves: true)
        }
        #expect(Array(decisions.dropFirst(101)) == expected)
        #expect(bench.law.promisedAhead(at: bench.now) == .milliseconds(6_400))
    }

    @Test("Retry times are monotone, bounded and in whole granules", arguments: [1, 250, 1_000])
    func bounds(granuleMilliseconds: Int64) {
        let bench = Self.bench {
            $0.retryMin = .seconds(2)
            $0.retryMax = .seconds(20)
            $0.retryGranularity = .milliseconds(granuleMilliseconds)
        }
        let decisions = (0..<50).flatMap { _ in bench.decide(64) }
        let retryTimes = decisions.compactMap(\.retryAfter)
        let reserved = decisions.filter(\.reserves).compactMap(\.retryAfter)
        let isSorted = reserved == reserved.sorted()
        let isBounded = retryTimes.allSatisfy { $0 >= .seconds(2) && $0 <= .seconds(20) }
        let isGranular = retryTimes.allSatisfy { $0.count % (granuleMilliseconds * 1_000_000) == 0 }
        #expect(retryTimes.count == 3_200 - 101)
        #expect(isSorted && isBounded && isGranular)
        #expect(Set(reserved).count >= Int(18_000 / max(granuleMilliseconds, 10)))
    }

    @Test("Beyond the longest retry time nothing is reserved, and the calendar ends")
    func beyondLongest() {
        let bench = Self.bench { $0.retryMax = .seconds(5) }
        for _ in 0..<20 { _ = bench.decide(64) }
        let beyond = (0..<200).map { _ in bench.decideOne() }
        let retryTimes = beyond.compactMap(\.retryAfter)
        let isInLaterHalf = retryTimes.allSatisfy { $0 >= .milliseconds(2_500) && $0 <= .seconds(5) }
        #expect(retryTimes.count == 200 && !beyond.contains(where: \.reserves))
        #expect(isInLaterHalf)
        #expect(Set(retryTimes).count > 150, "a burst beyond the calendar comes back as a herd")
        #expect(bench.law.promisedAhead(at: bench.now) <= .seconds(6) + .milliseconds(10))
    }

    @Test("Priority requests are granted whatever the wait, and count as work")
    func priority() {
        let bench = Self.bench()
        for _ in 0..<5 { _ = bench.decide(64) }
        let ahead = bench.law.promisedAhead(at: bench.now)
        #expect(bench.decide(10, .priority).allSatisfy { $0 == .grant })
        #expect(bench.law.promisedAhead(at: bench.now) == ahead + .milliseconds(100))
    }

    @Test("What a batch did not use, and what it took back, is promised to nobody")
    func unused() {
        let bench = Self.bench()
        var batch = bench.law.open(count: 64, load: bench.load, parameters: bench.parameters, at: bench.now)
        _ = bench.law.decide(.token, &batch)
        bench.law.close(batch)
        #expect(bench.law.promisedAhead(at: bench.now) == .milliseconds(10))
        for _ in 0..<5 { bench.decideAndWithdraw(64) }
        #expect(bench.law.promisedAhead(at: bench.now) == .milliseconds(10))
        bench.law.release(at: bench.now, load: bench.load, parameters: bench.parameters)
        #expect(bench.law.promisedAhead(at: bench.now) == .zero)
    }

    @Test("Time that passed is not saved: an idle calendar grants one target wait and no more")
    func idle() {
        let bench = Self.bench()
        bench.now = bench.now + .seconds(10_000)
        #expect((0..<5).flatMap { _ in bench.decide(64) }.count { $0 == .grant } == 101)
    }

    @Test("While the queue is short, whoever asks is lent what is promised to others, up to half the target wait")
    func lends() {
        let bench = Self.bench()
        for _ in 0..<5 { _ = bench.decide(64) }
        let ahead = bench.law.promisedAhead(at: bench.now)
        // Those who were granted are served, and nobody came to the slots.
        bench.load.outstandingGrants = 0
        let decisions = bench.decide(64)
        #expect(decisions.prefix(50).allSatisfy { $0 == .grant })
        #expect(decisions.dropFirst(50).allSatisfy { $0.reserves })
        #expect(bench.law.promisedAhead(at: bench.now) == ahead + .milliseconds(640), "a loan is a promise as well")
        #expect(bench.decide(64).allSatisfy { $0.reserves }, "half the target wait is under way")
        bench.load.outstandingGrants = 0
        bench.load.queueDepth = 48
        #expect(bench.decide(64).count { $0 == .grant } == 2)
    }

    @Test("A loan that was taken back is there for the next request of the batch")
    func loanTakenBack() {
        let bench = Self.bench()
        for _ in 0..<5 { _ = bench.decide(64) }
        bench.load.outstandingGrants = 0
        var batch = bench.law.open(count: 64, load: bench.load, parameters: bench.parameters, at: bench.now)
        for _ in 0..<100 {
            let decision = bench.law.decide(.token, &batch)
            #expect(decision == .grant)
            bench.law.withdraw(decision, &batch)
        }
        let kept = (0..<64).map { _ in bench.law.decide(.token, &batch) }
        bench.law.close(batch)
        #expect(kept.count { $0 == .grant } == 50)
    }

    @Test(
        "Loans stay within bounds whatever is under way and however long a service takes",
        arguments: [0, 1, 1_000, Int(UInt32.max), .max], [1, 10_000_000, 500_000_000, 500_000_001, 3_600_000_000_000])
    func loanBounds(underWay: Int, step: Int64) {
        let loans = CalendarPolicy.loans(underWay: underWay, step: step, target: .seconds(1))
        #expect(loans >= 0 && loans <= 500_000_000)
        if loans > 0 { #expect(Int64(underWay + loans) * step <= 500_000_000) }
    }
}
