import LockFree
import Testing

/// Offsets between tiers, and the lowest tier's guaranteed share.
@Suite struct EarliestDeadlineTests {
    /// With offsets 0, 10 and 100, what a request of tier 2 that arrives at 1,000 does to one of tier 0 that arrives then.
    @Test(
        "A lower tier overtakes what arrives later by more than the offset, and nothing else",
        arguments: [(1_000, 0), (1_099, 0), (1_100, 0), (1_101, 2), (5_000, 2)])
    func overtakesBeyondOffset(arrival: Int, firstTier: Int) {
        let queue = SharedTieredQueue(capacities: [4, 4, 4])
        var discipline = EarliestDeadline(offsets: [0, 10, 100], lowestTierPeriod: 0)
        #expect(queue.tryEnqueue(2, tier: 2, stamp: 1_000))
        #expect(queue.tryEnqueue(0, tier: 0, stamp: UInt64(arrival)))
        let order: [UInt64] = firstTier == 0 ? [0, 2] : [2, 0]
        #expect(queue.dequeue(upTo: 2, by: &discipline).map(\.element) == order)
    }

    @Test("A demoted request keeps the place that its arrival gives it")
    func demotedKeepsArrival() {
        let queue = SharedTieredQueue(capacities: [4, 4])
        var discipline = EarliestDeadline(offsets: [0, 100], lowestTierPeriod: 0)
        #expect(queue.tryEnqueue(10, tier: 1, stamp: 500))
        #expect(queue.tryEnqueue(1, tier: 0, stamp: 450))
        #expect(queue.tryEnqueue(11, tier: 1, stamp: 300))
        // Alone, the demoted request's deadline of 400 would come first; within its tier it waits for 500 + 100.
        #expect(queue.dequeue(upTo: 3, by: &discipline).map(\.element) == [1, 10, 11])
    }

    @Test("The last offset stands for all further tiers")
    func lastOffsetRepeats() {
        let queue = SharedTieredQueue(capacities: [2, 2, 2, 2])
        var discipline = EarliestDeadline(offsets: [0, 10], lowestTierPeriod: 0)
        for tier in 0..<4 { #expect(queue.tryEnqueue(UInt64(tier), tier: tier, stamp: UInt64(100 - tier))) }
        #expect(queue.dequeue(upTo: 4, by: &discipline).map(\.element) == [0, 3, 2, 1])
    }

    @Test("Deadlines past the last number are all last, and nothing traps")
    func saturatesDeadlines() {
        let queue = SharedTieredQueue(capacities: [2, 2])
        var discipline = EarliestDeadline(offsets: [.max, 5], lowestTierPeriod: 0)
        #expect(queue.tryEnqueue(0, tier: 0, stamp: .max))
        #expect(queue.tryEnqueue(1, tier: 1, stamp: .max - 6))
        #expect(queue.tryEnqueue(2, tier: 1, stamp: .max))
        #expect(queue.dequeue(upTo: 3, by: &discipline).map(\.element) == [1, 0, 2])
    }

    /// Better tiers always have work with earlier deadlines; the lowest tier has `waiting` elements.
    @Test(
        "Under saturation the lowest tier waits for at most its period less one services", arguments: [1, 2, 5, 16],
        [1, 3, 8])
    func lowestTierShare(period: Int, batchMax: Int) {
        let tierCount = 3
        let queue = SharedTieredQueue(capacities: [16, 16, 64])
        var discipline = EarliestDeadline(offsets: [0, 10, 1_000_000], lowestTierPeriod: period)
        for value in 0..<20 { #expect(queue.tryEnqueue(UInt64(value), tier: tierCount - 1, stamp: 0)) }
        var lowestServed = 0
        var servedSince = 0
        var longestWait = 0
        var services = 0
        while lowestServed < 20, services < 2_000 {
            for tier in 0..<tierCount - 1 {
                while queue.tryEnqueue(1_000, tier: tier, stamp: 1) {}
            }
            for element in queue.dequeue(upTo: batchMax, by: &discipline) {
                services += 1
                servedSince += 1
                guard element.element < 1_000 else { continue }
                longestWait = max(longestWait, servedSince - 1)
                lowestServed += 1
                servedSince = 0
            }
        }
        #expect(lowestServed == 20, "the lowest tier starves")
        #expect(longestWait == period - 1)
    }

    @Test("Without a guarantee, better tiers with earlier deadlines go first for as long as they last")
    func noGuaranteeNoShare() {
        let queue = SharedTieredQueue(capacities: [16, 2])
        var discipline = EarliestDeadline(offsets: [0, 1_000_000], lowestTierPeriod: 0)
        #expect(queue.tryEnqueue(9, tier: 1, stamp: 0))
        for _ in 0..<100 {
            while queue.tryEnqueue(1, tier: 0, stamp: 1) {}
            #expect(queue.dequeue(upTo: 8, by: &discipline).allSatisfy { $0.element == 1 })
        }
    }

    @Test("The guarantee waits for no one: with only the lowest tier at work, it gets every service")
    func lowestAloneGetsAll() {
        let queue = SharedTieredQueue(capacities: [4, 8])
        var discipline = EarliestDeadline(offsets: [0, 50], lowestTierPeriod: 10)
        for value in 0..<8 { #expect(queue.tryEnqueue(UInt64(value), tier: 1, stamp: 0)) }
        #expect(queue.dequeue(upTo: 8, by: &discipline).map(\.element) == Array(0..<8))
    }
}
