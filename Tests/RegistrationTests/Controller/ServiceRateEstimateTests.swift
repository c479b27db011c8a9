import Testing

@testable import Registration

@Suite struct ServiceRateEstimateTests {
    @Test("The first estimate comes with ten milliseconds of work, and idle time never counts")
    func firstWindow() {
        var estimate = ServiceRateEstimate()
        for _ in 0..<9 {
            let rate = estimate.add(1, busy: .milliseconds(1))
            #expect(rate == nil)
        }
        let rate = estimate.add(1, busy: .milliseconds(1))
        #expect(rate == 1_000 && estimate.ratePerSecond == 1_000)
    }

    @Test("Work without completions is kept for the window that completes")
    func emptyWindow() {
        var estimate = ServiceRateEstimate()
        let nothing = estimate.add(0, busy: .milliseconds(50))
        let slow = estimate.add(5, busy: .milliseconds(50))
        #expect(nothing == nil && slow == 50)
    }

    @Test("A lane that became half as fast is known to be so within 100 ms of work")
    func halved() {
        var estimate = ServiceRateEstimate()
        for _ in 0..<100 { _ = estimate.add(10, busy: .milliseconds(10)) }
        #expect(estimate.ratePerSecond == 1_000)
        for _ in 0..<10 { _ = estimate.add(5, busy: .milliseconds(10)) }
        #expect((500..<530).contains(estimate.ratePerSecond ?? 0))
    }

    @Test("Laws plan with the sum of the lanes' rates")
    func lanesAddUp() throws {
        let bench = try ControllerBench<OpenPolicy> { $0.laneCount = 2 }
        var second = bench.controller.makeLane(seed: (5, 6, 7, 8))
        bench.controller.recordService(of: 10, busy: .milliseconds(10), on: &bench.lane)
        bench.controller.recordService(of: 5, busy: .milliseconds(10), on: &second)
        #expect(bench.controller.load().serviceRate == 1_500)
    }
}
