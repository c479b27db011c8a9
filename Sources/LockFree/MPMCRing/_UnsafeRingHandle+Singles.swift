import Synchronization

/// One element at a time.
extension _UnsafeRingHandle {
    /// Whether `position` was seen free (`stage` 0) or full (`stage` 1), in its slot or, failing that, in its group.
    @inline(__always)
    private func isAt(_ stage: UInt64, _ position: UInt64) -> Bool {
        // Acquire: pairs with the releases in `publish` and `take`, of one element or of a group; makes visible the element, or
        // that it is gone.
        if unsafe sequence(slot(position)).pointee.load(ordering: .acquiring) == position &+ stage { return true }
        // Acquire: likewise.
        return unsafe groupSequence(position).pointee.load(ordering: .acquiring) == SlotGroup.start(of: position)
            &+ stage
    }

    /// Claims one free slot for the caller, who must `publish` it; `nil` when the ring is full.
    @inline(__always)
    func claimFree() -> UInt64? {
        let run = unsafe claim(at: tail) { unsafe isAt(0, $0) ? 1 : 0 }
        return run.count > 0 ? run.position : nil
    }

    /// Fills the claimed slot of `position` and makes it visible.
    @inline(__always)
    func publish(_ value: consuming Element, stamp order: UInt64, at position: UInt64) {
        let slot = unsafe slot(position)
        unsafe put(value, stamp: order, into: slot)
        // Pairs with the acquires of those that look for a full slot; makes the element and its stamp visible.
        unsafe announce(position &+ 1, in: sequence(slot))
    }

    /// Claims the oldest element for the caller, who must `take` it; `nil` when none is visible.
    @inline(__always)
    func claimReady() -> UInt64? {
        let run = unsafe claim(at: head) { unsafe isAt(1, $0) ? 1 : 0 }
        return run.count > 0 ? run.position : nil
    }

    /// Moves the claimed element of `position` out and frees its slot for the next lap.
    @inline(__always)
    func take(at position: UInt64) -> Stamped<Element> {
        let slot = unsafe slot(position)
        let stamped = unsafe moveOut(of: slot)
        // Release: pairs with the acquires of those that look for a free slot; the slot is empty before it is seen free.
        unsafe sequence(slot).pointee.store(position &+ mask &+ 1, ordering: .releasing)
        return stamped
    }

    /// The stamp at the head.
    @inline(__always)
    var headStamp: UInt64? {
        var position = unsafe head.pointee.load(ordering: .relaxed)
        while true {
            // The stamp belongs to this position or a later lap's.
            if unsafe isAt(1, position) { return unsafe stamp(slot(position)).pointee.load(ordering: .relaxed) }
            let current = unsafe head.pointee.load(ordering: .relaxed)
            if current == position { return nil }
            position = current
        }
    }

    /// Says in the sequence of a slot, or of a group, what state its positions are in now; whoever reads it there finds what was done before.
    ///
    /// An element that holds a reference was retained for its slot, and that too must come before. A plain store does not see to it: the
    /// optimiser moves a retain behind one, even behind a release, as a store drops no reference; that another thread may, once the slot
    /// is seen full, it does not know (LLVM pull request 184113, of the same mistake in Objective-C). It moves nothing behind an exchange.
    @inline(__always)
    func announce(_ state: UInt64, in sequence: UnsafeMutablePointer<Atomic<UInt64>>) {
        // Release, either way: pairs with what the caller names.
        if _isPOD(Element.self) {
            unsafe sequence.pointee.store(state, ordering: .releasing)
        } else {
            _ = unsafe sequence.pointee.exchange(state, ordering: .releasing)
        }
    }

    /// Fills a claimed slot, without a word to anybody.
    @inline(__always)
    func put(_ value: consuming Element, stamp order: UInt64, into slot: UnsafeMutableRawPointer) {
        // Relaxed: made visible by the caller's release to those who read the sequence first.
        unsafe stamp(slot).pointee.store(order, ordering: .relaxed)
        unsafe element(slot).initialize(to: value)
    }

    /// Empties a claimed slot, without a word to anybody.
    @inline(__always)
    func moveOut(of slot: UnsafeMutableRawPointer) -> Stamped<Element> {
        // Relaxed: whoever claimed the slot acquired the sequence that published it.
        let order = unsafe stamp(slot).pointee.load(ordering: .relaxed)
        return unsafe Stamped(element(slot).move(), stamp: order)
    }
}
