import TestSupport
import Testing

/// The checker is trusted because it finds these, and because it finds nothing in a correct queue.
@Suite struct PlantedFaultTests {
    private static let tierCount = 2
    private static let capacity = 16
    private static let checker = HistoryChecker(capacities: [capacity, capacity], isStrict: true)

    private static func plan(callsPerThread: Int, seed: UInt64) -> HistoryPlan {
        HistoryPlan(
            producers: 2, consumers: 2, callsPerThread: callsPerThread, batchMax: 4, tierCount: tierCount, seed: seed)
    }

    private static func queue(_ fault: FaultyQueue.Fault, seed: UInt64) -> FaultyQueue {
        FaultyQueue(fault, tierCount: tierCount, capacity: capacity, seed: seed)
    }

    @Test("A fault is found in calls that do not overlap", arguments: FaultyQueue.Fault.faults)
    func foundOnOneThread(fault: FaultyQueue.Fault) {
        let seed = TestSeed.current.value
        let history = Self.plan(callsPerThread: 1_000, seed: seed).recordOnOneThread(Self.queue(fault, seed: seed))
        let violations = Self.checker.violations(in: history)
        #expect(violations.contains { $0.kind == fault.evidence }, "\(violations), \(TestSeed.current)")
    }

    /// How much of a fault shows depends on how the threads were scheduled, so there is more than one attempt.
    @Test("A fault is found in the calls of four threads", arguments: FaultyQueue.Fault.faults)
    func foundAmongThreads(fault: FaultyQueue.Fault) {
        let attempts = (0..<50).lazy.map { attempt in
            let seed = TestSeed.current.value &+ UInt64(attempt)
            let history = Self.plan(callsPerThread: 1_500, seed: seed).record(Self.queue(fault, seed: seed))
            return Self.checker.violations(in: history)
        }
        #expect(
            attempts.contains { violations in violations.contains { $0.kind == fault.evidence } },
            "\(TestSeed.current)")
    }

    @Test("Nothing is found in a queue without a fault")
    func nothingFoundWithoutFault() {
        let seed = TestSeed.current.value
        let plan = Self.plan(callsPerThread: 4_000, seed: seed)
        let alone = Self.checker.violations(in: plan.recordOnOneThread(Self.queue(.none, seed: seed)))
        let shared = Self.checker.violations(in: plan.record(Self.queue(.none, seed: seed)))
        #expect(alone.isEmpty, "\(TestSeed.current)")
        #expect(shared.isEmpty, "\(TestSeed.current)")
    }
}
