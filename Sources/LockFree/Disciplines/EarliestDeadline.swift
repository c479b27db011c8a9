/// Earliest deadline first, where an element's deadline is its stamp plus the offset of its tier; and a guaranteed share for
/// the lowest tier.
///
/// Stamps are arrival times, so within a tier deadlines grow with the queue's order and only heads need comparing. A request
/// of a lower tier overtakes all requests of better tiers that arrive later than it by more than the difference of the
/// offsets: no tier starves. With offsets far apart the order becomes strict priority. Because a burst of better tiers can
/// still hold deadlines for a long time, every `lowestTierPeriod`-th service goes to the lowest tier while it has work: its
/// head waits for at most `lowestTierPeriod - 1` services of others per consumer.
public struct EarliestDeadline: QueueDiscipline {
    /// "edf".
    public static var name: String { "edf" }

    /// What is added to the stamps of each tier; the last repeats for further tiers.
    private let offsets: [UInt64]
    /// One in so many services goes to the lowest tier while it has work; 0 for no guarantee.
    private let lowestTierPeriod: Int
    /// Services since the lowest tier was last served or last seen empty.
    private var servedSinceLowest = 0
    /// The lowest tier of the queue last looked at.
    private var lowestTier = 0

    /// A discipline with these offsets (in the unit of the stamps, tier 0 first) and a share of `1 / lowestTierPeriod` of all
    /// services guaranteed to the lowest tier; 0 guarantees nothing.
    public init(offsets: [UInt64], lowestTierPeriod: Int) {
        precondition(!offsets.isEmpty, "at least one offset")
        precondition(lowestTierPeriod >= 0, "a period is not negative")
        self.offsets = offsets
        self.lowestTierPeriod = lowestTierPeriod
    }

    private func offset(ofTier tier: Int) -> UInt64 { offsets[min(tier, offsets.count - 1)] }

    /// The tier whose head has the earliest deadline, for as long as its deadlines stay the earliest.
    public mutating func nextRun(upTo countMax: Int, heads: borrowing some TierHeads & ~Copyable) -> TierRun? {
        lowestTier = heads.tierCount - 1
        var best: Head?
        var next: Head?
        var lowestHasWork = false
        for tier in 0..<heads.tierCount {
            guard let stamp = heads.headStamp(ofTier: tier) else { continue }
            lowestHasWork = tier == lowestTier
            let (sum, overflow) = stamp.addingReportingOverflow(offset(ofTier: tier))
            let head = Head(tier: tier, deadline: overflow ? .max : sum)
            // At equal deadlines the better tier goes first, and it was seen first.
            if let current = best, current.deadline <= head.deadline {
                if next.map({ head.deadline < $0.deadline }) ?? true { next = head }
            } else {
                next = best
                best = head
            }
        }
        guard let best else { return nil }
        let stampMax = latestStamp(ofTier: best.tier, before: next)
        guard lowestHasWork, lowestTierPeriod > 0, best.tier != lowestTier else {
            if !lowestHasWork { servedSinceLowest = 0 }
            return TierRun(tier: best.tier, countMax: countMax, stampMax: stampMax)
        }
        let untilLowest = lowestTierPeriod - 1 - servedSinceLowest
        guard untilLowest > 0 else { return TierRun(tier: lowestTier, countMax: 1) }
        return TierRun(tier: best.tier, countMax: min(countMax, untilLowest), stampMax: stampMax)
    }

    /// Counts what the lowest tier waits for.
    public mutating func didServe(_ count: Int, fromTier tier: Int) {
        guard count > 0 else { return }
        servedSinceLowest = tier == lowestTier ? 0 : min(servedSinceLowest + count, lowestTierPeriod)
    }

    private struct Head {
        var tier: Int
        var deadline: UInt64
    }

    /// The last stamp of `tier` whose deadline still goes before that of `next`.
    private func latestStamp(ofTier tier: Int, before next: Head?) -> UInt64 {
        guard let next else { return .max }
        // Saturated deadlines are all equal, and cannot be reckoned back to stamps.
        if next.deadline == .max, next.tier > tier { return .max }
        // The deadline of `tier`'s head is no later than `next`'s, so the difference is not negative.
        let atEqualDeadline = next.deadline - min(next.deadline, offset(ofTier: tier))
        return next.tier > tier || atEqualDeadline == 0 ? atEqualDeadline : atEqualDeadline - 1
    }
}
