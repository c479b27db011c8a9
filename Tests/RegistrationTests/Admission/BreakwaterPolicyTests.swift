import Testing

@testable import Registration

/// Breakwater's law: the arithmetic of one step, then the law as a controller asks it.
@Suite struct BreakwaterPolicyTests {
    private static func step(
        clients: Int = 0, waitMilliseconds: Int64 = 0, underWay: Int = 1_000_000
    ) -> BreakwaterPolicy.Step {
        BreakwaterPolicy.Step(
            increase: 0.001, decrease: 0.02, clientCount: clients, wait: .milliseconds(waitMilliseconds),
            target: .milliseconds(100), underWay: underWay)
    }

    @Test("Below the target C grows by max(a * n, 1)", arguments: [(0, 101.0), (1_000, 101), (5_000, 105)])
    func increase(clients: Int, expected: Double) {
        #expect(Self.step(clients: clients, waitMilliseconds: 99).next(after: 100) == expected)
    }

    @Test(
        "Above the target C shrinks by the excess, and by no more than half",
        arguments: [(100, 1_000.0), (200, 980), (1_100, 800), (2_600, 500), (100_000, 500)])
    func decrease(waitMilliseconds: Int64, expected: Double) {
        let next = Self.step(clients: 5_000, waitMilliseconds: waitMilliseconds).next(after: 1_000)
        #expect(abs(next - expected) < 1e-6, "\(next)")
    }

    @Test("A limit that is not half used does not grow", arguments: [(49, 100.0), (50, 101)])
    func unused(underWay: Int, expected: Double) {
        #expect(Self.step(underWay: underWay).next(after: 100) == expected)
    }

    private static func bench(_ change: (inout Parameters) -> Void = { _ in }) -> LawBench<BreakwaterPolicy> {
        let bench = LawBench<BreakwaterPolicy>(change)
        bench.load.serviceRate = 100
        return bench
    }

    @Test("It begins with the backlog of one target wait at the assumed rate, and grants what is missing from it")
    func begins() {
        let bench = Self.bench()
        bench.load.queueDepth = 60
        bench.load.outstandingGrants = 10
        // 100 at first; 70 under way is over a half, so one more.
        #expect(bench.decide(64).count { $0 == .grant } == 31)
        #expect(bench.law.limitUnderWay() == 101)
    }

    @Test("It adapts once an interval, however many requests come")
    func interval() {
        let bench = Self.bench()
        bench.load.queueDepth = 1_000
        for _ in 0..<20 { _ = bench.decide(1) }
        #expect(bench.law.limitUnderWay() == 101)
        bench.now = bench.now + .milliseconds(49)
        _ = bench.decide(1)
        #expect(bench.law.limitUnderWay() == 101)
        bench.now = bench.now + .milliseconds(1)
        _ = bench.decide(1)
        #expect(bench.law.limitUnderWay() == 102)
    }

    @Test("A clock set back does not stop it")
    func clockSetBack() {
        let bench = Self.bench()
        bench.load.queueDepth = 1_000
        _ = bench.decide(1)
        bench.now = bench.now - .seconds(90)
        _ = bench.decide(1)
        #expect(bench.law.limitUnderWay() == 102)
    }

    @Test("While the head waits over twice the target only priority is granted")
    func staleHead() {
        let bench = Self.bench()
        bench.load.oldestArrival = bench.now - .milliseconds(2_000)
        #expect(bench.decideOne() == .grant)
        bench.load.oldestArrival = bench.now - .milliseconds(2_001)
        #expect(bench.decideOne() != .grant)
        #expect(bench.decideOne(.initial) != .grant)
        #expect(bench.decideOne(.priority) == .grant)
    }

    @Test("The limit keeps to its bounds, whatever the load says")
    func bounds() {
        let bench = Self.bench {
            $0.underWayMin = 30
            $0.underWayMax = 40
        }
        bench.load = .resting(queueDepth: .max, serviceRate: .infinity, outstandingGrants: .max)
        _ = bench.decide(1)
        #expect(bench.law.limitUnderWay() == 40)
        bench.load = .resting(serviceRate: 0)
        bench.load.oldestArrival = .epoch - .max
        for _ in 0..<100 {
            bench.now = bench.now + .seconds(1)
            _ = bench.decide(1)
        }
        #expect(bench.law.limitUnderWay() == 30)
    }

    @Test("Denied devices come back at times of their own")
    func staggered() {
        let bench = Self.bench()
        bench.load.queueDepth = 1_000
        let retryTimes = bench.decide(64).compactMap(\.retryAfter)
        #expect(retryTimes.count == 64 && Set(retryTimes).count == 64)
    }

    @Test("What was withdrawn takes no room")
    func withdrawn() {
        let bench = Self.bench()
        bench.load.queueDepth = 91
        bench.decideAndWithdraw(64)
        #expect(bench.decide(64).count { $0 == .grant } == 10)
    }
}
