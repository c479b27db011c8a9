import Synchronization

/// The ring's memory: two contended words on lines of their own, then the slots, then the groups.
///
/// Unsafe because it neither frees itself nor tracks which slots hold elements; ``MPMCRing`` does both. Three words, so that it
/// travels in registers.
///
/// A position p goes through four states: *free* when p's slot was emptied by whoever took the position one lap before (or was
/// never used), *claimed* by a producer, *full*, and *claimed* by a consumer, who frees the slot for p + capacity. That p is free,
/// or full, is written in one of two places: in the sequence of its slot, which then is p or p + 1; or, where one call filled or
/// emptied all eight slots of a group, in the sequence of the group, which then is g or g + 1, with g the group's first position.
///
/// Why either place will do, and why what the other says does not matter:
/// - A sequence that equals p (or g) names one position (or eight) of one lap. What earlier laps left behind is another number.
/// - "p is free" was true when it was written and stays true until a producer claims p, which moves the tail beyond p. So whoever
///   has read it and then moves the tail from p has claimed a free slot; whoever reads it later fails, as the tail never returns.
///   The same holds of "p is full" and the head.
/// - If neither place says it, and the tail (or the head) is still at p afterwards, then p was not free (or full) when the first of
///   the two was read: had it been, one of them would have said so and would say so still.
@unsafe
struct _UnsafeRingHandle<Element> {
    private let base: UnsafeMutableRawPointer
    private let groups: UnsafeMutableRawPointer
    /// Capacity less one; the capacity is a power of two.
    let mask: UInt64

    private typealias Layout = RingLayout<Element>

    init(capacity: Int, firstPosition: UInt64) {
        precondition(MemoryLayout<Element>.alignment <= 16, "elements are aligned to at most 16 bytes")
        precondition(capacity > 0 && capacity & (capacity - 1) == 0, "the capacity is a power of two")
        unsafe base = .allocate(
            byteCount: Layout.byteCount(capacity: capacity), alignment: CacheLinePadded<UInt64>.byteCount)
        unsafe groups = base + Layout.groupsOffset(capacity: capacity)
        unsafe mask = UInt64(capacity) - 1
        _ = unsafe base.initializeMemory(as: Atomic<UInt64>.self, to: Atomic(firstPosition))
        _ = unsafe (base + Layout.headOffset).initializeMemory(as: Atomic<UInt64>.self, to: Atomic(firstPosition))
        for offset in 0..<UInt64(capacity) {
            let position = firstPosition &+ offset
            let slot = unsafe slot(position)
            _ = unsafe slot.initializeMemory(as: Atomic<UInt64>.self, to: Atomic(position))
            _ = unsafe (slot + Layout.stampOffset).initializeMemory(as: Atomic<UInt64>.self, to: Atomic(0))
        }
        for group in 0..<max(capacity / SlotGroup.slotCount, 1) {
            _ = unsafe (groups + group * Layout.groupStride).initializeMemory(
                as: Atomic<UInt64>.self, to: Atomic(SlotGroup.saysNothing))
        }
    }

    /// The next position to enqueue. Written by producers (compare-and-exchange), read by all. Grows by one per element.
    @inline(__always)
    var tail: UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe base.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The next position to dequeue. Written by consumers, read by all. `head <= tail`, up to wrap-around.
    @inline(__always)
    var head: UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe (base + Layout.headOffset).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// Destroys what is left and frees the memory. The caller is the last to use the ring.
    func destroy() {
        while let position = unsafe claimReady() { _ = unsafe take(at: position) }
        unsafe base.deallocate()  // atomics of integers need no deinitialisation
    }

    /// How many slots there are.
    @inline(__always)
    var capacity: Int { unsafe Int(truncatingIfNeeded: mask &+ 1) }

    var count: Int {
        // Relaxed: a figure of the recent past. Head first: so a late reading errs upwards and is clamped.
        let first = unsafe head.pointee.load(ordering: .relaxed)
        let last = unsafe tail.pointee.load(ordering: .relaxed)
        return Int(clamping: min(max(Int64(bitPattern: last &- first), 0), unsafe Int64(mask) + 1))
    }

    @inline(__always)
    var isEmpty: Bool {
        // Relaxed: a figure of the recent past.
        unsafe head.pointee.load(ordering: .relaxed) == tail.pointee.load(ordering: .relaxed)
    }

    /// The slot of a position.
    @inline(__always)
    func slot(_ position: UInt64) -> UnsafeMutableRawPointer {
        unsafe base + (Layout.slotsOffset &+ Int(truncatingIfNeeded: position & mask) &* Layout.slotStride)
    }

    /// From one slot to the next in memory, in bytes.
    static var slotStride: Int { Layout.slotStride }

    /// A slot's sequence: p when it is free for position p, p + 1 when it holds p's element, and something of an earlier lap
    /// where its group says so in its place. Written by whoever claimed the slot's position, without its whole group; read by all.
    @inline(__always)
    func sequence(_ slot: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe slot.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The sequence of a position's group, whose first position is g: g when all its slots are, or were, free for the lap of g, g + 1
    /// when all are, or were, full. Written by whoever claimed all eight positions; read by all. Never anything but
    /// ``SlotGroup/saysNothing`` in a ring of fewer slots than a group.
    @inline(__always)
    func groupSequence(_ position: UInt64) -> UnsafeMutablePointer<Atomic<UInt64>> {
        let group = unsafe Int(truncatingIfNeeded: (position & mask) / UInt64(SlotGroup.slotCount))
        return unsafe (groups + group &* Layout.groupStride).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The stamp of a slot's element. Written before publication, read by consumers that may lose the race for it.
    @inline(__always)
    func stamp(_ slot: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe (slot + Layout.stampOffset).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The element of a slot. Touched only by whoever claimed the slot's position.
    @inline(__always)
    func element(_ slot: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Element> {
        unsafe (slot + Layout.elementOffset).assumingMemoryBound(to: Element.self)
    }
}
