import Testing

@testable import Registration

/// `open` and `threshold`, and the bound that all laws but `open` keep.
@Suite struct LawTests {
    @Test("Open grants everything, whatever the load")
    func openGrants() {
        let bench = LawBench<OpenPolicy>()
        bench.load = .resting(queueDepth: 1 << 40, processorLoad: 5, serviceRate: 0, outstandingGrants: 1 << 40)
        for kind in RegistrationClass.allCases { #expect(bench.decide(200, kind).allSatisfy { $0 == .grant }) }
        bench.decideAndWithdraw(10)
    }

    private static func threshold() -> LawBench<ThresholdPolicy> {
        LawBench {
            $0.queueDepthHigh = 100
            $0.queueDepthLow = 50
            $0.processorLoadHigh = 0.9
            $0.processorLoadLow = 0.7
        }
    }

    @Test("Threshold closes at the high mark of the queue and opens below the low one")
    func thresholdOfQueue() {
        let bench = Self.threshold()
        for (depth, grants) in [(99, true), (100, false), (99, false), (50, false), (49, true), (99, true)] {
            bench.load.queueDepth = depth
            #expect((bench.decideOne() == .grant) == grants, "depth \(depth)")
        }
    }

    @Test("Threshold closes at the high mark of the processor and opens below the low one")
    func thresholdOfProcessor() {
        let bench = Self.threshold()
        for (load, grants) in [(0.89, true), (0.9, false), (0.8, false), (0.7, false), (0.69, true), (0.89, true)] {
            bench.load.processorLoad = load
            #expect((bench.decideOne() == .grant) == grants, "load \(load)")
        }
    }

    @Test("Threshold opens only when both are low")
    func thresholdOfBoth() {
        let bench = Self.threshold()
        bench.load = .resting(queueDepth: 100, processorLoad: 0.9)
        #expect(bench.decideOne() != .grant)
        bench.load = .resting(queueDepth: 0, processorLoad: 0.8)
        #expect(bench.decideOne() != .grant)
        bench.load = .resting(queueDepth: 60, processorLoad: 0)
        #expect(bench.decideOne() != .grant)
        bench.load = .resting(queueDepth: 49, processorLoad: 0.69)
        #expect(bench.decideOne() == .grant)
    }

    @Test("Threshold takes the queue to grow by each grant of a batch, and shrink by each withdrawn")
    func thresholdWithinBatch() {
        let bench = Self.threshold()
        bench.load.queueDepth = 90
        #expect(bench.decide(64).count { $0 == .grant } == 10)
        bench.decideAndWithdraw(64)
        #expect(bench.decide(64, .priority).allSatisfy { $0 == .grant })
    }

    @Test("Grants outstanding never exceed what is served within the timeout", arguments: [0, 7, 19, 20, 500])
    func grantLimit(outstanding: Int) {
        func granted(_ bench: LawBench<some AdmissionPolicy & ~Copyable>) -> Int {
            bench.parameters.tokenTimeout = .preset(.seconds(2))
            bench.parameters.bucketTolerance = .seconds(100)
            bench.parameters.targetWait = .seconds(100)
            bench.load = .resting(serviceRate: 10, outstandingGrants: outstanding)
            return bench.decide(64).count { $0 == .grant }
        }
        let expected = max(20 - outstanding, 0)
        #expect(granted(LawBench<ThresholdPolicy>()) == expected)
        #expect(granted(LawBench<TokenBucketPolicy>()) == expected)
        #expect(granted(LawBench<CalendarPolicy>()) == expected)
        #expect(granted(LawBench<BreakwaterPolicy>()) == expected)
        #expect(granted(LawBench<GradientPolicy>()) == expected)
    }

    @Test("A controller whose rate is nothing still grants one at a time")
    func grantsOneAtLeast() {
        let bench = LawBench<ThresholdPolicy>()
        bench.load = .resting(serviceRate: 0)
        #expect(bench.decide(10).count { $0 == .grant } == 1)
        bench.load.outstandingGrants = 1
        #expect(bench.decideOne() != .grant)
    }
}
