import LockFree
import Testing

/// The source document's order.
@Suite struct StrictPriorityTests {
    @Test("A lower tier is served only when all better ones are empty", arguments: TieredQueueTests.tierCounts)
    func servesBestTierFirst(tierCount: Int) {
        let queue = SharedTieredQueue(capacities: Array(repeating: 4, count: tierCount))
        for value in 0..<4 {
            for tier in (0..<tierCount).reversed() {
                #expect(queue.tryEnqueue(UInt64(tier * 4 + value), tier: tier, stamp: UInt64(value)))
            }
        }
        var discipline = StrictPriority()
        let served = (0..<tierCount * 4).flatMap { _ in queue.dequeue(upTo: 1, by: &discipline) }
        #expect(served.map(\.element) == (0..<UInt64(tierCount * 4)).map { $0 })
    }

    @Test("An arrival in a better tier goes before everything that waits below it")
    func newArrivalOvertakes() {
        let queue = SharedTieredQueue(capacities: [4, 4, 4])
        var discipline = StrictPriority()
        #expect(queue.tryEnqueue(20, tier: 2, stamp: 1))
        #expect(queue.tryEnqueue(21, tier: 2, stamp: 2))
        #expect(queue.dequeue(upTo: 1, by: &discipline).map(\.element) == [20])
        #expect(queue.tryEnqueue(10, tier: 1, stamp: 3))
        #expect(queue.tryEnqueue(0, tier: 0, stamp: 4))
        #expect(queue.dequeue(upTo: 3, by: &discipline).map(\.element) == [0, 10, 21])
    }
}
