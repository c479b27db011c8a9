import TestSupport
import Testing

/// What several threads see of a ring, judged by the history of their calls.
@Suite(.serialized) struct MPMCRingHistoryTests {
    /// Producers and consumers.
    static let shapes: [(Int, Int)] = [(1, 1), (1, 4), (4, 1), (4, 4)]
    static let capacities = [2, 4, 1_024]

    /// The calls are spread over the cases, so that all shapes together cost some seconds.
    private static func callsPerThread(_ threadCount: Int) -> Int { 6_000 * StressVolume.current.factor / threadCount }

    private static func check(shape: (Int, Int), capacity: Int, batchMax: Int, firstPosition: UInt64 = 0) {
        let plan = HistoryPlan(
            producers: shape.0, consumers: shape.1, callsPerThread: callsPerThread(shape.0 + shape.1),
            batchMax: batchMax, seed: TestSeed.current.value)
        let ring = SharedRing<UInt64>(capacity: capacity, firstPosition: firstPosition)
        let violations = HistoryChecker(capacities: [ring.capacity]).violations(in: plan.record(ring))
        #expect(violations.isEmpty, "capacity \(capacity), \(plan), \(TestSeed.current)")
    }

    @Test("Calls of one element keep every promise", arguments: shapes, capacities)
    func singleCalls(shape: (Int, Int), capacity: Int) {
        Self.check(shape: shape, capacity: capacity, batchMax: 1)
    }

    @Test("Calls of one to seven elements keep every promise", arguments: shapes, capacities)
    func batchCalls(shape: (Int, Int), capacity: Int) {
        Self.check(shape: shape, capacity: capacity, batchMax: 7)
    }

    /// Whole groups of slots, parts of groups and single slots, in turn and next to each other.
    @Test(
        "Calls that fill and empty whole groups keep every promise", arguments: shapes, [(8, 12), (16, 20), (64, 30)])
    func groupCalls(shape: (Int, Int), sizes: (capacity: Int, batchMax: Int)) {
        Self.check(shape: shape, capacity: sizes.capacity, batchMax: sizes.batchMax)
    }

    @Test("The wrap of positions breaks no promise", arguments: shapes, [(4, 1), (4, 3), (16, 20)])
    func acrossTheWrap(shape: (Int, Int), sizes: (capacity: Int, batchMax: Int)) {
        Self.check(shape: shape, capacity: sizes.capacity, batchMax: sizes.batchMax, firstPosition: .max - 50)
    }

    @Test("Single calls at one end and batches at the other keep every promise", arguments: shapes, [true, false])
    func singlesMeetBatches(shape: (Int, Int), producesSingly: Bool) {
        let plan = HistoryPlan(
            producers: shape.0, consumers: shape.1, callsPerThread: Self.callsPerThread(shape.0 + shape.1),
            batchMax: 24, seed: TestSeed.current.value)
        let ring = OneSidedRing(capacity: 32, producesSingly: producesSingly)
        let violations = HistoryChecker(capacities: [32]).violations(in: plan.record(ring))
        // The batches of these producers are made of single calls, so others may come between.
        let broken = violations.filter { !producesSingly || $0.kind != .splitBatch }
        #expect(broken.isEmpty, "\(plan), \(TestSeed.current)")
    }
}
