import LockFree

/// A discipline with a place in memory, for those that are of no size.
///
/// The thread sanitizer looks up the address of each inout argument, and a variable of no size has none: what stands in the
/// register then may be anything, and the look-up crashes.
struct Anchored<Base: QueueDiscipline>: QueueDiscipline {
    static var name: String { Base.name }

    private var base: Base
    private var anchor: UInt8 = 0

    init(_ base: Base) { self.base = base }

    mutating func nextRun(upTo countMax: Int, heads: borrowing some TierHeads & ~Copyable) -> TierRun? {
        base.nextRun(upTo: countMax, heads: heads)
    }

    mutating func didServe(_ count: Int, fromTier tier: Int) { base.didServe(count, fromTier: tier) }
}
