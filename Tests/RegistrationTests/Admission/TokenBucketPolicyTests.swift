import Testing

@testable import Registration

/// The leaky bucket of RFC 7415, section 3.5.
@Suite struct TokenBucketPolicyTests {
    /// A bucket that leaks `rate` a second.
    private static func bench(rate: Double, tolerance: Nanoseconds, priority: Nanoseconds) -> LawBench<
        TokenBucketPolicy
    > {
        let bench = LawBench<TokenBucketPolicy> {
            $0.bucketTolerance = tolerance
            $0.priorityBucketTolerance = priority
            $0.tokenTimeout = .preset(.seconds(1_000))
        }
        bench.load.serviceRate = rate
        return bench
    }

    @Test("A burst passes until the bucket is over the tolerance", arguments: [0, 1, 10, 50])
    func burst(steps: Int64) {
        let bench = Self.bench(rate: 100, tolerance: .milliseconds(10 * steps), priority: .seconds(2))
        let decisions = bench.decide(200)
        // X is 0, T, 2T ... before each; conforming while X <= tolerance.
        #expect(decisions.prefix(Int(steps) + 1).allSatisfy { $0 == .grant })
        #expect(decisions.dropFirst(Int(steps) + 1).allSatisfy { $0 != .grant })
    }

    @Test("In the long run exactly the rate passes, whatever is offered", arguments: [100.0, 150, 1_000])
    func longRun(offered: Double) {
        let bench = Self.bench(rate: 100, tolerance: .milliseconds(50), priority: .seconds(1))
        var admitted = 0
        let seconds = 30
        for index in 0..<seconds * Int(offered) {
            bench.now = .epoch + Nanoseconds(seconds: Double(index) / offered)
            if bench.decideOne() == .grant { admitted += 1 }
        }
        #expect(abs(admitted - seconds * 100) <= 6, "\(admitted) admitted")
    }

    @Test("Below the rate everything passes, with no tolerance at all")
    func belowRate() {
        let bench = Self.bench(rate: 100, tolerance: .zero, priority: .zero)
        for _ in 0..<1_000 {
            #expect(bench.decideOne() == .grant)
            bench.now = bench.now + .milliseconds(10)
        }
    }

    @Test("An idle bucket saves nothing beyond its tolerance")
    func idleSavesNothing() {
        let bench = Self.bench(rate: 100, tolerance: .milliseconds(50), priority: .seconds(1))
        bench.now = bench.now + .seconds(3_600)
        #expect(bench.decide(100).count { $0 == .grant } == 6)
    }

    @Test("The larger tolerance of priority requests lets them pass when others do not")
    func priorityTolerance() {
        let bench = Self.bench(rate: 100, tolerance: .milliseconds(50), priority: .milliseconds(200))
        #expect(bench.decide(100, .token).count { $0 == .grant } == 6)
        #expect(bench.decideOne(.initial) != .grant)
        #expect(bench.decide(100, .priority).count { $0 == .grant } == 15)
        #expect(bench.decideOne(.priority) != .grant)
        bench.now = bench.now + .milliseconds(100)
        #expect(bench.decideOne(.token) != .grant, "priority requests fill the same bucket")
    }

    @Test("A request that was not new fills nothing")
    func withdrawn() {
        let bench = Self.bench(rate: 100, tolerance: .milliseconds(50), priority: .seconds(1))
        for _ in 0..<10 { bench.decideAndWithdraw(50) }
        #expect(bench.decide(100).count { $0 == .grant } == 6)
    }
}
