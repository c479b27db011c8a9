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

    @Test("The wrap of positions breaks no promise", arguments: shapes, [1, 3])
    func acrossTheWrap(shape: (Int, Int), batchMax: Int) {
        Self.check(shape: shape, capacity: 4, batchMax: batchMax, firstPosition: .max - 50)
    }
}
