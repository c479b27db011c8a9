import Testing

@testable import Registration

/// Gradient2: the arithmetic of one step, then the law as a controller asks it.
@Suite struct GradientPolicyTests {
    private static func step(
        present: Double, usualMax: Double = 10, underWay: Int = 1_000_000
    ) -> GradientPolicy.Step {
        GradientPolicy.Step(
            tolerance: 1.5, smoothing: 0.2, allowance: 4, present: present, usualMax: usualMax, underWay: underWay)
    }

    @Test("As long as times are usual the limit grows by s * q", arguments: [0.01, 0.1, 0.149])
    func usual(present: Double) {
        let next = Self.step(present: present).next(after: 100, usual: 0.1)
        #expect(abs(next.limit - 100.8) < 1e-9, "\(next.limit)")
    }

    @Test("Beyond the tolerance it shrinks with the ratio, to a half at most per new limit")
    func longer() {
        let twice = Self.step(present: 0.2).next(after: 100, usual: 0.1)
        // The average has moved by 1/300.5 of the difference.
        let ratio = 1.5 * (0.1 + 0.1 * 2 / 601) / 0.2
        #expect(abs(twice.limit - (80 + 0.2 * (100 * ratio + 4))) < 1e-9, "\(twice.limit)")
        let farBeyond = Self.step(present: 5).next(after: 100, usual: 0.1)
        #expect(abs(farBeyond.limit - (80 + 0.2 * 54)) < 1e-9, "\(farBeyond.limit)")
    }

    @Test("The average begins with the first time, and falls fast when it is more than twice the present")
    func average() {
        #expect(Self.step(present: 0.3).next(after: 100, usual: 0).usual == 0.3)
        let fallen = Self.step(present: 0.1).next(after: 100, usual: 1).usual
        #expect(abs(fallen - (1 - 0.9 * 2 / 601) * 0.95) < 1e-9, "\(fallen)")
    }

    @Test("The average never exceeds what the wait aimed at allows")
    func averageMax() {
        var usual = 0.1
        for _ in 0..<10_000 { usual = Self.step(present: 60, usualMax: 1.05).next(after: 100, usual: usual).usual }
        #expect(usual == 1.05)
    }

    @Test("A limit that is not half used does not grow, but shrinks")
    func unused() {
        #expect(Self.step(present: 0.1, underWay: 49).next(after: 100, usual: 0.1).limit == 100)
        #expect(Self.step(present: 5, underWay: 49).next(after: 100, usual: 0.1).limit < 100)
    }

    private static func bench(_ change: (inout Parameters) -> Void = { _ in }) -> LawBench<GradientPolicy> {
        let bench = LawBench<GradientPolicy>(change)
        bench.load.serviceRate = 100
        return bench
    }

    @Test("It begins with the backlog of one target wait at the assumed rate, and grants what is missing from it")
    func begins() {
        let bench = Self.bench()
        bench.load.queueDepth = 60
        bench.load.outstandingGrants = 10
        #expect(bench.decide(64).count { $0 == .grant } == 30)
        #expect(abs(bench.law.limitUnderWay() - 100.8) < 1e-9)
    }

    @Test("A growing wait shrinks the limit, a usual one lets it grow again")
    func follows() {
        let bench = Self.bench()
        bench.load.queueDepth = 1_000
        func pass(_ count: Int, waiting wait: Nanoseconds) -> Double {
            for _ in 0..<count {
                bench.now = bench.now + .milliseconds(50)
                bench.load.oldestArrival = bench.now - wait
                _ = bench.decide(1)
            }
            return bench.law.limitUnderWay()
        }
        let atFirst = pass(10, waiting: .zero)
        let shrunk = pass(10, waiting: .seconds(1))
        #expect(shrunk < atFirst / 2)
        #expect(pass(10, waiting: .zero) > shrunk)
    }

    @Test("The limit keeps to its bounds, whatever the load says")
    func bounds() {
        let bench = Self.bench {
            $0.underWayMin = 30
            $0.underWayMax = 40
            $0.adaptationInterval = .zero
        }
        bench.load = .resting(queueDepth: .max, serviceRate: .infinity, outstandingGrants: .max)
        _ = bench.decide(1)
        #expect(bench.law.limitUnderWay() == 40)
        bench.load = .resting(serviceRate: 0)
        bench.load.oldestArrival = .epoch - .max
        for _ in 0..<1_000 {
            bench.now = bench.now + .seconds(1)
            _ = bench.decide(1)
        }
        #expect(bench.law.limitUnderWay() == 30)
    }

    @Test("Priority is granted without room; what was withdrawn takes none")
    func priority() {
        let bench = Self.bench()
        bench.load.queueDepth = 1_000
        #expect(bench.decide(10, .priority).allSatisfy { $0 == .grant })
        let retryTimes = bench.decide(64).compactMap(\.retryAfter)
        #expect(retryTimes.count == 64 && Set(retryTimes).count == 64)
        bench.load.queueDepth = 90
        bench.decideAndWithdraw(64)
        #expect(bench.decide(64).count { $0 == .grant } == 10)
    }
}
