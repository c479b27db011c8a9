import LockFree
import Testing

/// A consumer that loses every race for the head it chose: a discipline hands that head to a thief after each choice, which
/// makes the interleaving certain.
@Suite struct LostRaceTests {
    /// Chooses as `base`; then another consumer takes the head of the tier chosen, as often as `thefts` allows.
    private struct Robbed<Base: QueueDiscipline>: QueueDiscipline {
        static var name: String { "robbed" }

        var base: Base
        var thefts: Int
        let victim: SharedTieredQueue

        mutating func nextRun(upTo countMax: Int, heads: borrowing some TierHeads & ~Copyable) -> TierRun? {
            guard let run = base.nextRun(upTo: countMax, heads: heads) else { return nil }
            if thefts > 0 {
                thefts -= 1
                var thief = FixedTier(tier: run.tier)
                _ = victim.dequeue(upTo: 1, by: &thief)
            }
            return run
        }

        mutating func didServe(_ count: Int, fromTier tier: Int) { base.didServe(count, fromTier: tier) }
    }

    /// One tier only.
    private struct FixedTier: QueueDiscipline {
        static var name: String { "fixed" }

        let tier: Int

        func nextRun(upTo countMax: Int, heads: borrowing some TierHeads & ~Copyable) -> TierRun? {
            heads.headStamp(ofTier: tier).map { _ in TierRun(tier: tier, countMax: countMax) }
        }

        func didServe(_ count: Int, fromTier tier: Int) {}
    }

    @Test("After one lost race the consumer takes the next best", arguments: [1, 2])
    func looksAgain(thefts: Int) {
        let queue = SharedTieredQueue(capacities: [4, 4, 4])
        for tier in 0..<3 { #expect(queue.tryEnqueue(UInt64(tier), tier: tier, stamp: 0)) }
        var discipline = Robbed(base: StrictPriority(), thefts: thefts, victim: queue)
        #expect(queue.dequeue(upTo: 1, by: &discipline).map(\.element) == [UInt64(thefts)])
    }

    @Test("A consumer that loses every race still takes the element that nobody else took")
    func shortOnlyWhenNothingIsVisible() {
        let queue = SharedTieredQueue(capacities: [4, 4])
        #expect(queue.tryEnqueue(5, tier: 0, stamp: 5))
        #expect(queue.tryEnqueue(100, tier: 0, stamp: 100))
        #expect(queue.tryEnqueue(50, tier: 1, stamp: 50))
        // Chosen and stolen: 5, with a limit of 50 that the next head exceeds; then 50. From then on 100 is there alone.
        let base = EarliestDeadline(offsets: [0, 0], lowestTierPeriod: 0)
        var discipline = Robbed(base: base, thefts: 2, victim: queue)
        #expect(queue.dequeue(upTo: 1, by: &discipline).map(\.element) == [100])
    }
}
