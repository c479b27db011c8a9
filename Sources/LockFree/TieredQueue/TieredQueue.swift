/// A bounded queue of several tiers: one ``MPMCRing`` per tier, and a ``QueueDiscipline`` that says which tier is next.
///
/// The contract:
/// - Within a tier the order is the ring's: first enqueued, first out, each element exactly once.
/// - Between tiers the discipline decides from the stamps of the heads. It decides for a run of elements at a time: an element
///   of a better tier that arrives after a run was chosen waits for the rest of that run, that is for fewer elements than the
///   caller asked for.
/// - A tier that is full refuses; the others are not affected.
/// - A short batch from a dequeue means that no head was visible at some moment of the call; see ``MPMCRing``.
/// - Memory is fixed at the start: `tierCount` rings.
///
/// Source: rows S6 and S9 ("one queue per tier; any number of tiers").
@safe
public struct TieredQueue<Element>: ~Copyable {
    /// The rings, best tier first. Immutable after `init`.
    private let rings: UnsafeMutablePointer<MPMCRing<Element>>
    /// The number of tiers; tier 0 is the best.
    public let tierCount: Int

    /// A queue whose tier `t` holds `capacities[t]` elements, each rounded up to a power of two.
    public init(capacities: [Int], firstPosition: UInt64 = 0) {
        precondition(!capacities.isEmpty, "a queue has at least one tier")
        tierCount = capacities.count
        unsafe rings = .allocate(capacity: capacities.count)
        for (tier, capacity) in capacities.enumerated() {
            unsafe (rings + tier).initialize(to: MPMCRing(capacity: capacity, firstPosition: firstPosition))
        }
    }

    deinit {
        unsafe rings.deinitialize(count: tierCount)
        unsafe rings.deallocate()
    }

    /// The number of elements that fit into `tier`.
    public func capacity(ofTier tier: Int) -> Int {
        precondition(tier >= 0 && tier < tierCount, "no such tier")
        return unsafe rings[tier].capacity
    }

    /// The number of elements in `tier`; under concurrency a figure of the recent past.
    public func count(ofTier tier: Int) -> Int {
        precondition(tier >= 0 && tier < tierCount, "no such tier")
        return unsafe rings[tier].count
    }

    /// The number of elements in all tiers; under concurrency a figure of the recent past.
    public var count: Int {
        var total = 0
        for tier in 0..<tierCount { total += unsafe rings[tier].count }
        return total
    }

    /// Adds one element to `tier`; `false` when that tier is full.
    public func tryEnqueue(_ element: consuming Element, tier: Int, stamp: UInt64) -> Bool {
        precondition(tier >= 0 && tier < tierCount, "no such tier")
        return unsafe rings[tier].tryEnqueue(element, stamp: stamp)
    }

    /// Adds a prefix of `elements` to `tier`; returns its length, short when the tier fills.
    public func enqueue(contentsOf elements: Span<Stamped<Element>>, tier: Int) -> Int {
        precondition(tier >= 0 && tier < tierCount, "no such tier")
        return unsafe rings[tier].enqueue(contentsOf: elements)
    }

    /// Appends up to `countMax` elements to `buffer` in the order of `discipline`; returns how many.
    ///
    /// Each consumer passes a discipline value of its own: shares and deficits then hold per consumer, and so for all of them
    /// together, without a word that they contend for. Allocates only if `buffer` lacks the capacity.
    public func dequeue<Discipline: QueueDiscipline>(
        upTo countMax: Int, by discipline: inout Discipline, into buffer: inout [Stamped<Element>]
    ) -> Int {
        var total = 0
        // A run that yields nothing lost its head to another consumer: each fruitless round is that consumer's success.
        while total < countMax {
            guard let run = discipline.nextRun(upTo: countMax - total, heads: self) else { break }
            let taken = unsafe rings[run.tier].dequeue(upTo: run.countMax, stampMax: run.stampMax, into: &buffer)
            discipline.didServe(taken, fromTier: run.tier)
            total += taken
        }
        return total
    }
}

extension TieredQueue: TierHeads {
    /// The stamp of the oldest visible element of `tier`.
    public func headStamp(ofTier tier: Int) -> UInt64? { unsafe rings[tier].headStamp }
}

// Sound: the pointer is immutable and the rings are themselves safe to share.
extension TieredQueue: @unchecked Sendable where Element: Sendable {}
