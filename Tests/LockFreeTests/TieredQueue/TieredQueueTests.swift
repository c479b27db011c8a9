import LockFree
import TestSupport
import Testing

/// What one thread sees of a tiered queue, whatever the discipline.
@Suite struct TieredQueueTests {
    static let tierCounts = [1, 2, 3, 5, 8]

    @Test("Each tier has its own capacity, rounded up to a power of two", arguments: tierCounts)
    func roundsCapacities(tierCount: Int) {
        let queue = SharedTieredQueue(capacities: (0..<tierCount).map { 3 << $0 })
        #expect(queue.tierCount == tierCount)
        for tier in 0..<tierCount { #expect(queue.capacity(ofTier: tier) == 4 << tier) }
    }

    @Test("A full tier refuses, and the others go on", arguments: tierCounts)
    func fullTierRefusesAlone(tierCount: Int) {
        for full in 0..<tierCount {
            let queue = SharedTieredQueue(capacities: Array(repeating: 2, count: tierCount))
            for value in 0..<2 { #expect(queue.tryEnqueue(UInt64(value), tier: full, stamp: 0)) }
            #expect(!queue.tryEnqueue(9, tier: full, stamp: 0))
            #expect(queue.enqueue(contentsOf: [Stamped(9, stamp: 0)], tier: full) == 0)
            #expect(queue.count(ofTier: full) == 2)
            for tier in 0..<tierCount where tier != full {
                #expect(queue.tryEnqueue(7, tier: tier, stamp: 0))
                #expect(queue.count(ofTier: tier) == 1)
            }
            #expect(queue.count == tierCount + 1)
        }
    }

    @Test("A batch goes into its tier as far as it fits", arguments: tierCounts)
    func acceptsPrefixOfBatch(tierCount: Int) {
        let queue = SharedTieredQueue(capacities: Array(repeating: 4, count: tierCount))
        let batch = (0..<6).map { Stamped(UInt64($0), stamp: UInt64(10 + $0)) }
        #expect(queue.enqueue(contentsOf: batch, tier: tierCount - 1) == 4)
        #expect(queue.headStamp(ofTier: tierCount - 1) == 10)
        #expect(queue.count == 4)
        var discipline = StrictPriority()
        #expect(queue.dequeue(upTo: 9, by: &discipline) == Array(batch.prefix(4)))
    }

    @Test("Nothing comes out of an empty queue, and nothing when nothing is asked for", arguments: tierCounts)
    func emptyAndNothing(tierCount: Int) {
        let queue = SharedTieredQueue(capacities: Array(repeating: 2, count: tierCount))
        var strict = StrictPriority()
        var deadline = EarliestDeadline(offsets: [0], lowestTierPeriod: 4)
        var roundRobin = WeightedDeficitRoundRobin(weights: [1])
        #expect(queue.dequeue(upTo: 3, by: &strict).isEmpty)
        #expect(queue.dequeue(upTo: 3, by: &deadline).isEmpty)
        #expect(queue.dequeue(upTo: 3, by: &roundRobin).isEmpty)
        #expect(queue.tryEnqueue(1, tier: tierCount - 1, stamp: 0))
        #expect(queue.dequeue(upTo: 0, by: &strict).isEmpty)
        #expect(queue.dequeue(upTo: 3, by: &roundRobin).map(\.element) == [1])
    }

    @Test("A queue destroys what is left in its tiers")
    func destroyedWithElements() {
        let tracker = LifetimeTracker()
        do {
            let queue = TieredQueue<TrackedElement>(capacities: [2, 4, 2])
            for tier in 0..<3 { _ = queue.tryEnqueue(tracker.makeElement(tier), tier: tier, stamp: 0) }
            #expect(tracker.liveCount == 3)
        }
        #expect(tracker.liveCount == 0)
    }

    @Test("A tier that does not exist is a programmer's error", arguments: [-1, 2])
    func rejectsUnknownTier(tier: Int) async {
        await #expect(processExitsWith: .failure) { [tier = tier as Int] in
            _ = SharedTieredQueue(capacities: [2, 2]).tryEnqueue(1, tier: tier, stamp: 0)
        }
    }
}
