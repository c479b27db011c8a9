import LockFree

/// What a tiered queue should do, on arrays: the order of each discipline written down a second time, one element at a time.
struct QueueModel {
    /// The order between tiers.
    enum Order {
        case strict
        /// Deadlines from `offsets`; one service in `lowestTierPeriod` for the lowest tier, 0 for no guarantee.
        case earliestDeadline(offsets: [UInt64], lowestTierPeriod: Int)
        case roundRobin(weights: [Int])
    }

    let capacities: [Int]
    let order: Order
    private(set) var tiers: [[Stamped<UInt64>]]
    private var servedSinceLowest = 0
    private var turn = 0
    private var servedInTurn = 0

    init(capacities: [Int], order: Order) {
        self.capacities = capacities
        self.order = order
        tiers = capacities.map { _ in [] }
    }

    mutating func tryEnqueue(_ element: Stamped<UInt64>, tier: Int) -> Bool {
        guard tiers[tier].count < capacities[tier] else { return false }
        tiers[tier].append(element)
        return true
    }

    /// Takes the next element.
    mutating func dequeue() -> Stamped<UInt64>? {
        guard let tier = nextTier() else { return nil }
        return tiers[tier].removeFirst()
    }

    private mutating func nextTier() -> Int? {
        switch order {
        case .strict: tiers.firstIndex { !$0.isEmpty }
        case .earliestDeadline(let offsets, let period): nextTier(offsets: offsets, lowestTierPeriod: period)
        case .roundRobin(let weights): nextTier(weights: weights)
        }
    }

    private mutating func nextTier(offsets: [UInt64], lowestTierPeriod: Int) -> Int? {
        let lowest = tiers.count - 1
        let deadlines = tiers.enumerated().compactMap { tier, elements in
            elements.first.map { (tier: tier, deadline: $0.stamp + offsets[min(tier, offsets.count - 1)]) }
        }
        // Of equal deadlines `min` takes the first, which is the better tier's.
        guard let best = deadlines.min(by: { $0.deadline < $1.deadline })?.tier else { return nil }
        if tiers[lowest].isEmpty { servedSinceLowest = 0 }
        let isOwed = lowestTierPeriod > 0 && !tiers[lowest].isEmpty && servedSinceLowest >= lowestTierPeriod - 1
        let tier = isOwed ? lowest : best
        servedSinceLowest = tier == lowest ? 0 : servedSinceLowest + 1
        return tier
    }

    private mutating func nextTier(weights: [Int]) -> Int? {
        guard tiers.contains(where: { !$0.isEmpty }) else { return nil }
        while tiers[turn].isEmpty || servedInTurn >= weights[min(turn, weights.count - 1)] {
            turn = (turn + 1) % tiers.count
            servedInTurn = 0
        }
        servedInTurn += 1
        return turn
    }
}
