/// What a discipline may look at: the oldest element of each tier.
public protocol TierHeads: ~Copyable {
    /// The number of tiers; tier 0 is the best.
    var tierCount: Int { get }
    /// The stamp of the oldest visible element of `tier`, `nil` when none is visible.
    func headStamp(ofTier tier: Int) -> UInt64?
}

/// A run of elements to take from one tier.
public struct TierRun: Equatable, Sendable {
    /// The tier to take from.
    public var tier: Int
    /// At most so many elements, at least 1.
    public var countMax: Int
    /// Only elements up to this stamp; the run ends before the first later one.
    public var stampMax: UInt64

    /// A run of up to `countMax` elements of `tier`, none stamped later than `stampMax`.
    public init(tier: Int, countMax: Int, stampMax: UInt64 = .max) {
        self.tier = tier
        self.countMax = countMax
        self.stampMax = stampMax
    }
}

/// The order between the tiers of a ``TieredQueue``: a value, one copy per consumer.
///
/// Conforming types: ``StrictPriority`` (the source document's order), ``EarliestDeadline`` (the default) and
/// ``WeightedDeficitRoundRobin``. Source: row S9.
public protocol QueueDiscipline: Sendable {
    /// The name used on the command line and in result files.
    static var name: String { get }

    /// The next run to take, of at most `countMax` elements; `nil` when no tier shows a head.
    mutating func nextRun(upTo countMax: Int, heads: borrowing some TierHeads & ~Copyable) -> TierRun?

    /// Told after each run how many elements it really took, 0 when another consumer was faster.
    mutating func didServe(_ count: Int, fromTier tier: Int)
}
