import Synchronization

/// Filling and emptying claimed runs of slots: whole groups are published or freed with one store, what is left slot by slot.
extension _UnsafeRingHandle {
    /// Fills the slots of a claimed run with the first of `elements`, which are at least as many, and makes each visible.
    @inline(__always)
    func publish(_ elements: Span<Stamped<Element>>, in run: Run) {
        precondition(run.count <= elements.count, "a run is not longer than what was to be put into it")
        unsafe elements.withUnsafeBufferPointer { buffer in
            guard let first = buffer.baseAddress else { return }
            unsafe forEachGroup(of: run) { position, index in
                unsafe publish(first[index].element, stamp: first[index].stamp, at: position)
            } whole: { slot, position, index in
                let source = unsafe first + index
                for place in 0..<Self.groupCount {
                    unsafe put(source[place].element, stamp: source[place].stamp, into: slot + place &* Self.slotStride)
                }
                // Release: as in `publish(_:stamp:at:)`, for all eight.
                unsafe groupSequence(position).pointee.store(position &+ 1, ordering: .releasing)
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
            unsafe forEachGroup(of: run) { position, index in
                unsafe (first + index).initialize(to: take(at: position))
            } whole: { slot, position, index in
                let target = unsafe first + index
                for place in 0..<Self.groupCount {
                    unsafe (target + place).initialize(to: moveOut(of: slot + place &* Self.slotStride))
                }
                // Release: as in `take(at:)`, for all eight.
                unsafe groupSequence(position).pointee.store(position &+ mask &+ 1, ordering: .releasing)
            }
            count += run.count
        }
    }

    /// Walks over a run in order: calls `whole` with each whole group's first slot, its position and its place in the run, and `single` with
    /// the position and the place of each slot before and after them.
    @inline(__always)
    private func forEachGroup(
        of run: Run, single: (UInt64, Int) -> Void, whole: (UnsafeMutableRawPointer, UInt64, Int) -> Void
    ) {
        var position = run.position
        var index = 0
        let untilGroup = Int(truncatingIfNeeded: (0 &- position) & UInt64(Self.groupCount - 1))
        let ragged = min(untilGroup, run.count)
        while index < ragged {
            single(position, index)
            position &+= 1
            index &+= 1
        }
        while run.count &- index >= Self.groupCount {
            unsafe whole(slot(position), position, index)
            position &+= UInt64(Self.groupCount)
            index &+= Self.groupCount
        }
        while index < run.count {
            single(position, index)
            position &+= 1
            index &+= 1
        }
    }
}
