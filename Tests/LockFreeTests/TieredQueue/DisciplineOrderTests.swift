import LockFree
import TestSupport
import Testing

/// Each discipline's exact order on one thread, against a model that knows arrays only.
@Suite struct DisciplineOrderTests {
    private static let tierCounts = TieredQueueTests.tierCounts
    private static let offsets: [UInt64] = [0, 40, 100]
    private static let weights = [3, 2, 1]
    private static let stepCount = 2_000

    @Test("Strict priority serves as its model", arguments: tierCounts, [1, 6])
    func strict(tierCount: Int, batchMax: Int) {
        Self.compare(StrictPriority(), .strict, tierCount: tierCount, batchMax: batchMax)
    }

    @Test("Earliest deadline serves as its model", arguments: tierCounts, [0, 1, 2, 5])
    func earliestDeadline(tierCount: Int, lowestTierPeriod: Int) {
        Self.compare(
            EarliestDeadline(offsets: Self.offsets, lowestTierPeriod: lowestTierPeriod),
            .earliestDeadline(offsets: Self.offsets, lowestTierPeriod: lowestTierPeriod),
            tierCount: tierCount, batchMax: 1)
    }

    @Test("Round robin serves as its model", arguments: tierCounts, [1, 6])
    func roundRobin(tierCount: Int, batchMax: Int) {
        Self.compare(
            WeightedDeficitRoundRobin(weights: Self.weights), .roundRobin(weights: Self.weights),
            tierCount: tierCount, batchMax: batchMax)
    }

    @Test("A batch is what as many single calls give", arguments: tierCounts, [2, 3, 7, 100])
    func batchEqualsSingles(tierCount: Int, batchMax: Int) {
        Self.compareBatches(StrictPriority(), tierCount: tierCount, batchMax: batchMax)
        Self.compareBatches(
            EarliestDeadline(offsets: Self.offsets, lowestTierPeriod: 4), tierCount: tierCount, batchMax: batchMax)
        Self.compareBatches(
            EarliestDeadline(offsets: Self.offsets, lowestTierPeriod: 0), tierCount: tierCount, batchMax: batchMax)
        Self.compareBatches(
            WeightedDeficitRoundRobin(weights: Self.weights), tierCount: tierCount, batchMax: batchMax)
    }

    /// Random arrivals and services. Stamps may go back within a tier, as those of demoted requests do.
    private static func compare(
        _ discipline: some QueueDiscipline, _ order: QueueModel.Order, tierCount: Int, batchMax: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var discipline = discipline
        let capacities = Array(repeating: 16, count: tierCount)
        let queue = SharedTieredQueue(capacities: capacities)
        var model = QueueModel(capacities: capacities, order: order)
        var random = TestSeed.current.generator(tierCount)
        for step in 0..<UInt64(stepCount) {
            if Bool.random(using: &random) {
                let element = Stamped(step, stamp: 50 + step - UInt64.random(in: 0..<50, using: &random))
                let tier = Int.random(in: 0..<tierCount, using: &random)
                let isAccepted = queue.tryEnqueue(element.element, tier: tier, stamp: element.stamp)
                let isExpected = model.tryEnqueue(element, tier: tier)
                #expect(isAccepted == isExpected, "\(TestSeed.current)", sourceLocation: sourceLocation)
            } else {
                // No more than there is: what an empty queue does to a discipline's memory is its own affair.
                let count = Int.random(in: 1...batchMax, using: &random)
                let expected = (0..<min(count, queue.count)).compactMap { _ in model.dequeue() }
                let served = queue.dequeue(upTo: expected.count, by: &discipline)
                #expect(served == expected, "step \(step), \(TestSeed.current)", sourceLocation: sourceLocation)
            }
        }
        #expect(queue.count == model.tiers.map(\.count).reduce(0, +), sourceLocation: sourceLocation)
    }

    /// Two queues with the same content, emptied in batches and one by one.
    private static func compareBatches(
        _ discipline: some QueueDiscipline, tierCount: Int, batchMax: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let capacities = Array(repeating: 64, count: tierCount)
        let queues = [SharedTieredQueue(capacities: capacities), SharedTieredQueue(capacities: capacities)]
        var random = TestSeed.current.generator(batchMax)
        for value in 0..<UInt64(40 * tierCount) {
            let tier = Int.random(in: 0..<tierCount, using: &random)
            let stamp = UInt64.random(in: 0..<200, using: &random)
            for queue in queues { _ = queue.tryEnqueue(value, tier: tier, stamp: stamp) }
        }
        var (batching, stepping) = (discipline, discipline)
        while queues[1].count > 0 {
            let singles = (0..<batchMax).flatMap { _ in queues[1].dequeue(upTo: 1, by: &stepping) }
            let batch = queues[0].dequeue(upTo: batchMax, by: &batching)
            #expect(batch == singles, "\(TestSeed.current)", sourceLocation: sourceLocation)
        }
        #expect(queues[0].count == 0, sourceLocation: sourceLocation)
    }
}
