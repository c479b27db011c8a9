import Synchronization

/// Claiming, filling and emptying runs of slots: one exchange per run, and per slot as little as its sequence allows.
extension _UnsafeRingHandle {
    /// Consecutive positions that the caller has claimed.
    struct Run {
        /// The first.
        let position: UInt64
        /// How many.
        let count: Int
    }

    /// Claims the run of up to `countMax` free slots at the tail that are seen free, all with one exchange.
    @inline(__always)
    func claimFree(upTo countMax: Int) -> Run {
        // Relaxed, here and below: a stale position is caught by the slots' sequences.
        var position = unsafe tail.pointee.load(ordering: .relaxed)
        while true {
            let ready = unsafe countReady(from: position, upTo: countMax) { slot, position in
                // Acquire: as in `claimFree()`, for each slot of the run.
                unsafe sequence(slot).pointee.load(ordering: .acquiring) ^ position
            }
            if ready == 0 {
                let current = unsafe tail.pointee.load(ordering: .relaxed)
                // Nobody moved on: the slot still holds an element of the lap before.
                if current == position { return Run(position: position, count: 0) }
                position = current
                continue
            }
            // A slot seen free for a position stays so until that position is claimed, and it is ours if the tail has not moved.
            let claim = unsafe tail.pointee.weakCompareExchange(
                expected: position, desired: position &+ UInt64(ready), ordering: .relaxed)
            if claim.exchanged { return Run(position: position, count: ready) }
            position = claim.original
        }
    }

    /// Claims the run of up to `countMax` visible elements at the head whose stamps are at most `stampMax`.
    @inline(__always)
    func claimReady(upTo countMax: Int, stampMax: UInt64) -> Run {
        var position = unsafe head.pointee.load(ordering: .relaxed)
        while true {
            // Acquire: as in `claimReady()`. The stamp is stable while its element is unclaimed, and the exchange below fails
            // if it was claimed meanwhile.
            let ready =
                stampMax == .max
                ? unsafe countReady(from: position, upTo: countMax) { slot, position in
                    unsafe sequence(slot).pointee.load(ordering: .acquiring) ^ (position &+ 1)
                }
                : unsafe countReady(from: position, upTo: countMax) { slot, position in
                    let difference = unsafe sequence(slot).pointee.load(ordering: .acquiring) ^ (position &+ 1)
                    return unsafe stamp(slot).pointee.load(ordering: .relaxed) <= stampMax ? difference : 1
                }
            if ready == 0 {
                let current = unsafe head.pointee.load(ordering: .relaxed)
                if current == position { return Run(position: position, count: 0) }
                position = current
                continue
            }
            let claim = unsafe head.pointee.weakCompareExchange(
                expected: position, desired: position &+ UInt64(ready), ordering: .relaxed)
            if claim.exchanged { return Run(position: position, count: ready) }
            position = claim.original
        }
    }

    /// Fills the slots of a claimed run with the first of `elements`, which are at least as many, and makes each visible.
    @inline(__always)
    func publish(_ elements: Span<Stamped<Element>>, in run: Run) {
        precondition(run.count <= elements.count, "a run is not longer than what was to be put into it")
        unsafe forEachSlot(of: run) { slot, position, index in
            let stamped = unsafe elements[unchecked: index]
            unsafe publish(stamped.element, stamp: stamped.stamp, in: slot, position)
        }
    }

    /// Moves the elements of a claimed run to `free`, which has the room, and frees their slots for the next lap.
    @inline(__always)
    func take(_ run: Run, into free: inout OutputSpan<Stamped<Element>>) {
        precondition(run.count <= free.freeCapacity, "there is room for the run")
        unsafe free.withUnsafeMutableBufferPointer { buffer, count in
            guard let base = buffer.baseAddress else { return }
            let first = unsafe base + count
            unsafe forEachSlot(of: run) { slot, position, index in
                unsafe (first + index).initialize(to: take(from: slot, position))
            }
            count += run.count
        }
    }

    /// The number of slots from `position` on, up to `countMax` and one lap, that are ready without a gap: those for which `difference` is
    /// zero.
    @inline(__always)
    private func countReady(
        from position: UInt64, upTo countMax: Int, difference: (UnsafeMutableRawPointer, UInt64) -> UInt64
    ) -> Int {
        let most = min(countMax, unsafe Int(truncatingIfNeeded: mask) &+ 1)
        let untilEnd = min(most, unsafe slotsUntilEnd(position))
        let ready = unsafe countReadyInMemory(from: position, upTo: untilEnd, difference: difference)
        guard ready == untilEnd, ready < most else { return ready }
        let rest = position &+ UInt64(truncatingIfNeeded: ready)
        return ready &+ (unsafe countReadyInMemory(from: rest, upTo: most &- ready, difference: difference))
    }

    /// The same for slots that lie one after the other in memory. Four are looked at for one branch: runs are long or short, seldom
    /// between.
    @inline(__always)
    private func countReadyInMemory(
        from position: UInt64, upTo countMax: Int, difference: (UnsafeMutableRawPointer, UInt64) -> UInt64
    ) -> Int {
        var slot = unsafe slot(position)
        var next = position
        var left = countMax
        while left >= 4 {
            let first = unsafe difference(slot, next) | difference(slot + Self.slotStride, next &+ 1)
            let second =
                unsafe difference(slot + 2 &* Self.slotStride, next &+ 2)
                | difference(slot + 3 &* Self.slotStride, next &+ 3)
            if first | second != 0 { break }
            unsafe slot += 4 &* Self.slotStride
            next &+= 4
            left &-= 4
        }
        while left > 0, unsafe difference(slot, next) == 0 {
            unsafe slot += Self.slotStride
            next &+= 1
            left &-= 1
        }
        return countMax &- left
    }

    /// Calls `body` with the slots of a run in order, their positions and their places in the run: a walk up to the end of the memory, and
    /// one from its beginning.
    @inline(__always)
    private func forEachSlot(of run: Run, _ body: (UnsafeMutableRawPointer, UInt64, Int) -> Void) {
        let untilEnd = min(run.count, unsafe slotsUntilEnd(run.position))
        unsafe walk(0..<untilEnd, from: run.position, body)
        if untilEnd < run.count { unsafe walk(untilEnd..<run.count, from: run.position, body) }
    }

    /// The part of a run that lies together in memory. Two slots a turn: half of a turn's instructions are its own.
    @inline(__always)
    private func walk(_ range: Range<Int>, from first: UInt64, _ body: (UnsafeMutableRawPointer, UInt64, Int) -> Void) {
        var index = range.lowerBound
        var position = first &+ UInt64(truncatingIfNeeded: index)
        var slot = unsafe slot(position)
        while index &+ 1 < range.upperBound {
            unsafe body(slot, position, index)
            unsafe body(slot + Self.slotStride, position &+ 1, index &+ 1)
            unsafe slot += 2 &* Self.slotStride
            position &+= 2
            index &+= 2
        }
        if index < range.upperBound { unsafe body(slot, position, index) }
    }

    /// How many slots there are from that of `position` to the last in memory.
    @inline(__always)
    private func slotsUntilEnd(_ position: UInt64) -> Int {
        unsafe Int(truncatingIfNeeded: mask &- position & mask) &+ 1
    }
}
