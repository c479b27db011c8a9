import Synchronization

/// Where things stand in a ring's memory, in bytes. A slot is a sequence (8 bytes), a stamp (8 bytes) and the element.
private enum RingLayout<Element> {
    static var elementOffset: Int { 16 }
    static var slotStride: Int {
        let alignment = max(MemoryLayout<Element>.alignment, 8)
        return (elementOffset + MemoryLayout<Element>.size + alignment - 1) / alignment * alignment
    }
    /// The tail and the head each have lines of their own before the slots.
    static var headOffset: Int { CacheLinePadded<UInt64>.byteCount }
    static var slotsOffset: Int { 2 * CacheLinePadded<UInt64>.byteCount }
}

/// The ring's memory: two contended words on lines of their own, then the slots.
///
/// Unsafe because it neither frees itself nor tracks which slots hold elements; ``MPMCRing`` does both. Two words, so that it
/// travels in registers.
@unsafe
struct _UnsafeRingHandle<Element> {
    private let base: UnsafeMutableRawPointer
    /// Capacity less one; the capacity is a power of two.
    let mask: UInt64

    init(capacity: Int, firstPosition: UInt64) {
        precondition(MemoryLayout<Element>.alignment <= 16, "elements are aligned to at most 16 bytes")
        precondition(capacity > 0 && capacity & (capacity - 1) == 0, "the capacity is a power of two")
        unsafe base = .allocate(
            byteCount: RingLayout<Element>.slotsOffset + capacity * RingLayout<Element>.slotStride,
            alignment: CacheLinePadded<UInt64>.byteCount)
        unsafe mask = UInt64(capacity) - 1
        _ = unsafe base.initializeMemory(as: Atomic<UInt64>.self, to: Atomic(firstPosition))
        _ = unsafe (base + RingLayout<Element>.headOffset).initializeMemory(
            as: Atomic<UInt64>.self, to: Atomic(firstPosition))
        for offset in 0..<UInt64(capacity) {
            let position = firstPosition &+ offset
            let slot = unsafe slot(position)
            _ = unsafe slot.initializeMemory(as: Atomic<UInt64>.self, to: Atomic(position))
            _ = unsafe (slot + 8).initializeMemory(as: Atomic<UInt64>.self, to: Atomic(0))
        }
    }

    /// The next position to enqueue. Written by producers (compare-and-exchange), read by all. Grows by one per element.
    var tail: UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe base.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The next position to dequeue. Written by consumers, read by all. `head <= tail`, up to wrap-around.
    var head: UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe (base + RingLayout<Element>.headOffset).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// Destroys what is left and frees the memory. The caller is the last to use the ring.
    func destroy() {
        while let position = unsafe claimReady() { _ = unsafe take(at: position) }
        unsafe base.deallocate()  // atomics of integers need no deinitialisation
    }

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
        unsafe base
            + (RingLayout<Element>.slotsOffset &+ Int(truncatingIfNeeded: position & mask) &* RingLayout<Element>.slotStride)
    }

    /// From one slot to the next in memory, in bytes.
    static var slotStride: Int { RingLayout<Element>.slotStride }

    /// A slot's sequence. Written by whoever claimed the slot's position; read by all.
    @inline(__always)
    func sequence(_ slot: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe slot.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The stamp of a slot's element. Written before publication, read by consumers that may lose the race for it.
    @inline(__always)
    func stamp(_ slot: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Atomic<UInt64>> {
        unsafe (slot + 8).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    private func element(_ slot: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Element> {
        unsafe (slot + RingLayout<Element>.elementOffset).assumingMemoryBound(to: Element.self)
    }

    /// Claims one free slot for the caller, who must `publish` it; `nil` when the ring is full.
    @inline(__always)
    func claimFree() -> UInt64? {
        // Relaxed: a stale position is caught by the slot's sequence.
        var position = unsafe tail.pointee.load(ordering: .relaxed)
        while true {
            // Acquire: pairs with the release in `take`; the slot's last element has been moved out.
            let found = unsafe sequence(slot(position)).pointee.load(ordering: .acquiring)
            let distance = Int64(bitPattern: found &- position)
            if distance < 0 { return nil }
            if distance == 0 {
                // Relaxed: the claim only divides positions; what the slot holds is ordered by its sequence.
                let claim = unsafe tail.pointee.weakCompareExchange(
                    expected: position, desired: position &+ 1, ordering: .relaxed)
                if claim.exchanged { return position }
                position = claim.original
            } else {
                position = unsafe tail.pointee.load(ordering: .relaxed)
            }
        }
    }

    /// Fills the claimed slot of `position` and makes it visible.
    @inline(__always)
    func publish(_ value: consuming Element, stamp order: UInt64, at position: UInt64) {
        unsafe publish(value, stamp: order, in: slot(position), position)
    }

    @inline(__always)
    func publish(
        _ value: consuming Element, stamp order: UInt64, in slot: UnsafeMutableRawPointer, _ position: UInt64
    ) {
        unsafe element(slot).initialize(to: value)
        // Relaxed: made visible by the release below to those who read the sequence first.
        unsafe stamp(slot).pointee.store(order, ordering: .relaxed)
        // Release: pairs with the acquires in `claimReady` and `headStamp`; makes the element and its stamp visible.
        unsafe sequence(slot).pointee.store(position &+ 1, ordering: .releasing)
    }

    /// Claims the oldest element for the caller, who must `take` it; `nil` when none is visible.
    @inline(__always)
    func claimReady() -> UInt64? {
        var position = unsafe head.pointee.load(ordering: .relaxed)
        while true {
            // Acquire: pairs with the release in `publish`; the element is visible.
            let found = unsafe sequence(slot(position)).pointee.load(ordering: .acquiring)
            let distance = Int64(bitPattern: found &- (position &+ 1))
            if distance < 0 { return nil }
            if distance == 0 {
                let claim = unsafe head.pointee.weakCompareExchange(
                    expected: position, desired: position &+ 1, ordering: .relaxed)
                if claim.exchanged { return position }
                position = claim.original
            } else {
                position = unsafe head.pointee.load(ordering: .relaxed)
            }
        }
    }

    /// Moves the claimed element of `position` out and frees its slot for the next lap.
    @inline(__always)
    func take(at position: UInt64) -> Stamped<Element> { unsafe take(from: slot(position), position) }

    @inline(__always)
    func take(from slot: UnsafeMutableRawPointer, _ position: UInt64) -> Stamped<Element> {
        // Relaxed: `claimReady` acquired the sequence that published it.
        let order = unsafe stamp(slot).pointee.load(ordering: .relaxed)
        let value = unsafe element(slot).move()
        // Release: pairs with the acquire in `claimFree`; the slot is empty before it is seen free.
        unsafe sequence(slot).pointee.store(position &+ mask &+ 1, ordering: .releasing)
        return Stamped(value, stamp: order)
    }

    @inline(__always)
    var headStamp: UInt64? {
        var position = unsafe head.pointee.load(ordering: .relaxed)
        while true {
            // Acquire: pairs with the release in `publish`; the stamp belongs to this position or a later lap's.
            let found = unsafe sequence(slot(position)).pointee.load(ordering: .acquiring)
            if found == position &+ 1 { return unsafe stamp(slot(position)).pointee.load(ordering: .relaxed) }
            let current = unsafe head.pointee.load(ordering: .relaxed)
            if current == position { return nil }
            position = current
        }
    }
}
