import Synchronization

/// Filling and emptying claimed runs of slots: whole groups are published or freed with one store each, what is left slot by slot.
extension _UnsafeRingHandle {
    /// Fills the slots of a claimed run with the first of `elements`, which are at least as many, and makes each visible.
    @inline(__always)
    func publish(_ elements: Span<Stamped<Element>>, in run: Run) {
        precondition(run.count <= elements.count, "a run is not longer than what was to be put into it")
        unsafe elements.withUnsafeBufferPointer { buffer in
            guard let first = buffer.baseAddress else { return }
            // Full: one above the positions.
            unsafe forEachSlot(of: run, advance: 1) { slot, index in
                unsafe put(first[index].element, stamp: first[index].stamp, into: slot)
            }
        }
    }

    /// Moves the elements of a claimed run to `free`, which has the room, and frees their slots for the next lap.
    @inline(__always)
    func take(_ run: Run, into free: inout OutputSpan<Stamped<Element>>) {
        precondition(run.count <= free.freeCapacity, "there is room for the run")
        unsafe free.withUnsafeMutableBufferPointer { buffer, count in
            guard let base = buffer.baseAddress else { return }
            let first = unsafe base + count
            // Free for the next lap: a capacity above the positions.
            unsafe forEachSlot(of: run, advance: mask &+ 1) { slot, index in
                unsafe (first + index).initialize(to: moveOut(of: slot))
            }
            count += run.count
        }
    }

    /// Calls `move` with the slots of a run in order and their places in the run, and says of each when it was moved that it is now at
    /// `advance` above its position: of a slot before the first whole group or after the last at once; of groups when all of them
    /// were moved. Their sequences share a line that others look at: it is taken from them once, not once per group.
    @inline(__always)
    private func forEachSlot(of run: Run, advance: UInt64, move: (UnsafeMutableRawPointer, Int) -> Void) {
        var index = 0
        unsafe moveSingly(
            min(SlotGroup.countUntilStart(from: run.position), run.count), of: run, from: &index, advance, move)
        let firstGroup = run.position &+ UInt64(truncatingIfNeeded: index)
        var position = firstGroup
        while run.count &- index >= SlotGroup.slotCount {
            let slot = unsafe slot(position)
            for place in 0..<SlotGroup.slotCount { unsafe move(slot + place &* Self.slotStride, index &+ place) }
            position &+= UInt64(SlotGroup.slotCount)
            index &+= SlotGroup.slotCount
        }
        var group = firstGroup
        while group != position {
            // Pairs with the acquires of those that look for full, or free, slots; makes visible all eight elements, or that they are gone.
            unsafe announce(group &+ advance, in: groupSequence(group))
            group &+= UInt64(SlotGroup.slotCount)
        }
        unsafe moveSingly(run.count, of: run, from: &index, advance, move)
    }

    /// The part of a run up to place `end` that is no whole group.
    @inline(__always)
    private func moveSingly(
        _ end: Int, of run: Run, from index: inout Int, _ advance: UInt64,
        _ move: (UnsafeMutableRawPointer, Int) -> Void
    ) {
        while index < end {
            let position = run.position &+ UInt64(truncatingIfNeeded: index)
            let slot = unsafe slot(position)
            unsafe move(slot, index)
            // Likewise, for one.
            unsafe announce(position &+ advance, in: sequence(slot))
            index &+= 1
        }
    }
}
