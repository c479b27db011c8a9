import LockFree
import Testing

/// Shares by weight, and the wait that they bound.
@Suite struct WeightedDeficitRoundRobinTests {
    /// Serves `serviceCount` elements, with every tier refilled before each call; returns the tiers in the order served.
    private static func serveSaturated(weights: [Int], tierCount: Int, serviceCount: Int, batchMax: Int) -> [Int] {
        let queue = SharedTieredQueue(capacities: Array(repeating: 16, count: tierCount))
        var discipline = WeightedDeficitRoundRobin(weights: weights)
        var tiers: [Int] = []
        while tiers.count < serviceCount {
            for tier in 0..<tierCount {
                while queue.tryEnqueue(UInt64(tier), tier: tier, stamp: 0) {}
            }
            let served = queue.dequeue(upTo: min(batchMax, serviceCount - tiers.count), by: &discipline)
            guard !served.isEmpty else { break }
            tiers += served.map { Int($0.element) }
        }
        return tiers
    }

    @Test(
        "While all tiers have work, each gets exactly its weight in every round",
        arguments: [[1], [1, 1], [5, 3, 1], [1, 2, 4, 8, 16], [4, 1, 1, 1, 1, 1, 1, 2]], [1, 3, 10])
    func sharesAreTheWeights(weights: [Int], batchMax: Int) {
        let round = weights.reduce(0, +)
        let served = Self.serveSaturated(
            weights: weights, tierCount: weights.count, serviceCount: 7 * round, batchMax: batchMax)
        for start in stride(from: 0, to: 7 * round, by: round) {
            let counts = weights.indices.map { tier in served[start..<start + round].count { $0 == tier } }
            #expect(counts == weights)
        }
    }

    @Test("A head waits for no more than the other tiers' weights", arguments: [[5, 3, 1], [1, 1, 1, 1], [2, 30]])
    func waitIsBounded(weights: [Int]) {
        let round = weights.reduce(0, +)
        let served = Self.serveSaturated(
            weights: weights, tierCount: weights.count, serviceCount: 9 * round, batchMax: 4)
        for tier in weights.indices {
            let services = served.indices.filter { served[$0] == tier }
            let waits = zip(services, services.dropFirst()).map { $1 - $0 - 1 }
            #expect(waits.max() == (weights.count == 1 ? 0 : round - weights[tier]))
        }
    }

    @Test("The last weight stands for all further tiers")
    func lastWeightRepeats() {
        let served = Self.serveSaturated(weights: [3, 2], tierCount: 4, serviceCount: 90, batchMax: 5)
        #expect((0..<4).map { tier in served.count { $0 == tier } } == [30, 20, 20, 20])
    }

    @Test("A tier without work gives up its turn and saves nothing")
    func idleTierSavesNothing() {
        let queue = SharedTieredQueue(capacities: [64, 64])
        var discipline = WeightedDeficitRoundRobin(weights: [4, 1])
        for _ in 0..<20 { #expect(queue.tryEnqueue(1, tier: 1, stamp: 0)) }
        #expect(queue.dequeue(upTo: 10, by: &discipline).count == 10)
        for _ in 0..<20 { #expect(queue.tryEnqueue(0, tier: 0, stamp: 0)) }
        let served = queue.dequeue(upTo: 20, by: &discipline).map(\.element)
        #expect(served.count { $0 == 0 } == 16, "tier 0 gets four of five, with nothing made up for")
    }
}
