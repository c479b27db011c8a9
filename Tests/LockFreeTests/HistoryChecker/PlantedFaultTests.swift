import TestSupport
import Testing

/// The checker is trusted because it finds these, and because it finds nothing in a correct queue.
@Suite struct PlantedFaultTests {
    private static let tierCount = 2
    private static let capacity = 16
    private static let checker = HistoryChecker(capacities: [capacity, capacity], isStrict: true)

    private static func queue(_ fault: FaultyQueue.Fault) -> FaultyQueue {
        FaultyQueue(fault, tierCount: tierCount, capacity: capacity, seed: TestSeed.current.value)
    }

    private static func expect(
        _ fault: FaultyQueue.Fault, in history: QueueHistory, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let violations = checker.violations(in: history)
        if let evidence = fault.evidence {
            #expect(
                violations.contains { $0.kind == evidence }, "\(fault) in \(violations), \(TestSeed.current)",
                sourceLocation: sourceLocation)
        } else {
            #expect(violations.isEmpty, "\(TestSeed.current)", sourceLocation: sourceLocation)
        }
    }

    @Test("A fault is found in calls that do not overlap", arguments: FaultyQueue.Fault.allCases)
    func foundOnOneThread(fault: FaultyQueue.Fault) {
        let plan = HistoryPlan(
            producers: 2, consumers: 2, callsPerThread: 1_000, batchMax: 4, tierCount: Self.tierCount,
            seed: TestSeed.current.value)
        Self.expect(fault, in: plan.recordOnOneThread(Self.queue(fault)))
    }

    @Test("A fault is found in the calls of four threads", arguments: FaultyQueue.Fault.allCases)
    func foundAmongThreads(fault: FaultyQueue.Fault) {
        let plan = HistoryPlan(
            producers: 2, consumers: 2, callsPerThread: 4_000, batchMax: 4, tierCount: Self.tierCount,
            seed: TestSeed.current.value)
        Self.expect(fault, in: plan.record(Self.queue(fault)))
    }
}
