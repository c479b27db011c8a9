import LockFree
import TestSupport
import Testing

/// What several threads see of a tiered queue, judged by the history of their calls.
@Suite(.serialized) struct TieredQueueHistoryTests {
    private static func check(
        _ discipline: some QueueDiscipline, tierCount: Int, shape: (Int, Int), isStrict: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (capacity, batchMax) in [(2, 1), (4, 5), (1_024, 5)] {
            let plan = HistoryPlan(
                producers: shape.0, consumers: shape.1,
                callsPerThread: 3_000 * StressVolume.current.factor / (shape.0 + shape.1), batchMax: batchMax,
                tierCount: tierCount, seed: TestSeed.current.value)
            let capacities = Array(repeating: capacity, count: tierCount)
            let queue = RecordedTieredQueue(
                queue: SharedTieredQueue(capacities: capacities), discipline: discipline)
            let checker = HistoryChecker(capacities: capacities, isStrict: isStrict)
            let violations = checker.violations(in: plan.record(queue))
            #expect(
                violations.isEmpty, "capacity \(capacity), \(plan), \(TestSeed.current)",
                sourceLocation: sourceLocation)
        }
    }

    @Test(
        "Strict priority serves no lower tier before a better one", arguments: TieredQueueTests.tierCounts,
        [(1, 1), (2, 3), (4, 4)])
    func strict(tierCount: Int, shape: (Int, Int)) {
        Self.check(Anchored(StrictPriority()), tierCount: tierCount, shape: shape, isStrict: true)
    }

    @Test(
        "Earliest deadline keeps each tier's order and every element", arguments: TieredQueueTests.tierCounts, [(2, 3)])
    func earliestDeadline(tierCount: Int, shape: (Int, Int)) {
        Self.check(
            EarliestDeadline(offsets: [0, 100], lowestTierPeriod: 4), tierCount: tierCount, shape: shape)
    }

    @Test("Round robin keeps each tier's order and every element", arguments: TieredQueueTests.tierCounts, [(2, 3)])
    func roundRobin(tierCount: Int, shape: (Int, Int)) {
        Self.check(WeightedDeficitRoundRobin(weights: [4, 2, 1]), tierCount: tierCount, shape: shape)
    }
}
