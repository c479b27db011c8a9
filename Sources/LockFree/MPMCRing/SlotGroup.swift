/// Eight slots that stand together: the arithmetic of their positions.
///
/// Groups are aligned in positions, and capacities of eight and more are multiples of eight, so a group never lies across the end
/// of a ring's memory and all of it is in one lap.
enum SlotGroup {
    /// Slots of a group.
    static var slotCount: Int { 8 }

    /// A sequence of a group that names no position: those that do are 0 or 1 above a multiple of ``slotCount``.
    static var saysNothing: UInt64 { 2 }

    /// The first position of the group of `position`.
    @inline(__always)
    static func start(of position: UInt64) -> UInt64 { position & ~UInt64(slotCount - 1) }

    /// The number of positions from `position` up to the next one that is the first of a group: 0 if it is one itself.
    @inline(__always)
    static func countUntilStart(from position: UInt64) -> Int {
        Int(truncatingIfNeeded: (0 &- position) & UInt64(slotCount - 1))
    }
}
