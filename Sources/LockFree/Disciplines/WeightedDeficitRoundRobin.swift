/// Each tier in turn, for as many elements as its weight (Shreedhar and Varghese, 1996, with elements of equal cost).
///
/// While all tiers have work, tier t gets `weights[t]` of every `sum(weights)` services of each consumer, in turns of its
/// weight; so its head waits for at most `sum(weights) - weights[t]` services of others. A tier without work gives up its
/// turn and saves nothing.
public struct WeightedDeficitRoundRobin: QueueDiscipline {
    /// "drr".
    public static var name: String { "drr" }

    /// Elements per round; the last repeats for further tiers.
    private let weights: [Int]
    /// Whose turn it is.
    private var currentTier = 0
    /// What is left of that turn.
    private var deficit: Int

    /// A round robin with these weights, tier 0 first; each at least 1.
    public init(weights: [Int]) {
        precondition(!weights.isEmpty && weights.allSatisfy { $0 >= 1 }, "weights are at least 1")
        self.weights = weights
        deficit = weights[0]
    }

    /// The rest of the current turn, or the turn of the next tier that shows a head.
    public mutating func nextRun(upTo countMax: Int, heads: borrowing some TierHeads & ~Copyable) -> TierRun? {
        // One step more than there are tiers: a tier that used up its turn may be the only one with work.
        for _ in 0...heads.tierCount {
            if deficit > 0, currentTier < heads.tierCount, heads.headStamp(ofTier: currentTier) != nil {
                return TierRun(tier: currentTier, countMax: min(countMax, deficit))
            }
            currentTier = currentTier + 1 < heads.tierCount ? currentTier + 1 : 0
            deficit = weights[min(currentTier, weights.count - 1)]
        }
        return nil
    }

    /// Takes what was served off the current turn.
    public mutating func didServe(_ count: Int, fromTier tier: Int) {
        if tier == currentTier { deficit -= count }
    }
}
