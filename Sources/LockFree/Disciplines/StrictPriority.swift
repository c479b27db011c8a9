/// Always the best tier that holds an element: the source document's order.
///
/// Lower tiers wait as long as better ones have work: under a steady storm without bound. Choose ``EarliestDeadline`` where
/// that matters.
public struct StrictPriority: QueueDiscipline {
    /// "strict".
    public static var name: String { "strict" }

    /// Nothing to remember, but a value of no size has no address, and the thread sanitizer follows addresses.
    private var placeholder: UInt8 = 0

    /// The discipline has no parameters.
    public init() {}

    /// The best tier with a head.
    public mutating func nextRun(upTo countMax: Int, heads: borrowing some TierHeads & ~Copyable) -> TierRun? {
        for tier in 0..<heads.tierCount where heads.headStamp(ofTier: tier) != nil {
            return TierRun(tier: tier, countMax: countMax)
        }
        return nil
    }

    /// Strict priority remembers nothing.
    public mutating func didServe(_ count: Int, fromTier tier: Int) {}
}
