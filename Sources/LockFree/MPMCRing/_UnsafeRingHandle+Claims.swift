import Synchronization

/// Claiming runs of slots: one exchange per run, and one look per group where its slots were filled or emptied together.
extension _UnsafeRingHandle {
    /// Consecutive positions that the caller has claimed.
    struct Run {
        /// The first.
        let position: UInt64
        /// How many.
        let count: Int
    }

    /// Claims the positions from `end` on, the tail or the head, that `countReady` sees ready from there, all with one exchange; none when it
    /// sees none while nobody moves on.
    @inline(__always)
    func claim(at end: UnsafeMutablePointer<Atomic<UInt64>>, countReady: (UInt64) -> Int) -> Run {
        // Relaxed, here and below: a stale position is caught by the exchange, and the claim only divides positions. What slots hold is
        // ordered by their sequences, or their groups'.
        var position = unsafe end.pointee.load(ordering: .relaxed)
        while true {
            let ready = countReady(position)
            if ready == 0 {
                let current = unsafe end.pointee.load(ordering: .relaxed)
                // Nobody moved on: the tail's slot still holds an element of the lap before, the head's holds none yet.
                if current == position { return Run(position: position, count: 0) }
                position = current
                continue
            }
            // A slot seen ready for a position stays so until that position is claimed, and it is ours if the end has not moved.
            let claim = unsafe end.pointee.weakCompareExchange(
                expected: position, desired: position &+ UInt64(truncatingIfNeeded: ready), ordering: .relaxed)
            if claim.exchanged { return Run(position: position, count: ready) }
            position = claim.original
        }
    }

    /// Claims the run of up to `countMax` free slots at the tail.
    @inline(__always)
    func claimFree(upTo countMax: Int) -> Run {
        unsafe claim(at: tail) { unsafe countReady(at: 0, from: $0, upTo: countMax) }
    }

    /// Claims the run of up to `countMax` visible elements at the head whose stamps are at most `stampMax`.
    @inline(__always)
    func claimReady(upTo countMax: Int, stampMax: UInt64) -> Run {
        unsafe claim(at: head) {
            stampMax == .max
                ? unsafe countReady(at: 1, from: $0, upTo: countMax)
                : unsafe countReady(stampMax: stampMax, from: $0, upTo: countMax)
        }
    }

    /// The number of positions from `position` on, up to `countMax` and one lap, that are seen free (`stage` 0) or full (`stage` 1)
    /// without a gap. A group is asked first: its slots need no look if it answers for them.
    @inline(__always)
    private func countReady(at stage: UInt64, from position: UInt64, upTo countMax: Int) -> Int {
        let most = min(countMax, unsafe capacity)
        var ready = min(SlotGroup.countUntilStart(from: position), most)
        if ready > 0 {
            let seen = unsafe countReadyInGroup(at: stage, from: position, upTo: ready)
            if seen < ready { return seen }
        }
        while most &- ready >= SlotGroup.slotCount {
            let next = position &+ UInt64(truncatingIfNeeded: ready)
            // Acquire: pairs with the releases for a whole group in `publish` and `take`.
            if unsafe groupSequence(next).pointee.load(ordering: .acquiring) != next &+ stage {
                let seen = unsafe countReadySlots(at: stage, from: next, upTo: SlotGroup.slotCount)
                if seen < SlotGroup.slotCount { return ready &+ seen }
            }
            ready &+= SlotGroup.slotCount
        }
        if ready < most {
            let next = position &+ UInt64(truncatingIfNeeded: ready)
            ready &+= unsafe countReadyInGroup(at: stage, from: next, upTo: most &- ready)
        }
        return ready
    }

    /// The same for a part of a group.
    @inline(__always)
    private func countReadyInGroup(at stage: UInt64, from position: UInt64, upTo countMax: Int) -> Int {
        // Acquire: likewise.
        let found = unsafe groupSequence(position).pointee.load(ordering: .acquiring)
        return found == SlotGroup.start(of: position) &+ stage
            ? countMax : unsafe countReadySlots(at: stage, from: position, upTo: countMax)
    }

    /// The same for slots that must each be looked at. Not inlined: it is called from three places, and for one group at a time.
    @inline(never)
    private func countReadySlots(at stage: UInt64, from position: UInt64, upTo countMax: Int) -> Int {
        var ready = 0
        while ready < countMax {
            let next = position &+ UInt64(truncatingIfNeeded: ready)
            // Acquire: as in `isAt`, for each slot of the run.
            if unsafe sequence(slot(next)).pointee.load(ordering: .acquiring) != next &+ stage { break }
            ready &+= 1
        }
        return ready
    }

    /// The number of visible elements from `position` on, up to `countMax` and one lap, whose stamps are at most `stampMax`. Group by
    /// group: a limit mostly ends a run soon, and what lies behind it needs no look.
    @inline(__always)
    private func countReady(stampMax: UInt64, from position: UInt64, upTo countMax: Int) -> Int {
        let most = min(countMax, unsafe capacity)
        var ready = 0
        while ready < most {
            let next = position &+ UInt64(truncatingIfNeeded: ready)
            let untilGroup = SlotGroup.countUntilStart(from: next &+ 1) &+ 1
            let here = min(untilGroup, most &- ready)
            let visible = unsafe countReadyInGroup(at: 1, from: next, upTo: here)
            let count = unsafe countStamped(upTo: stampMax, from: next, upTo: visible)
            ready &+= count
            if count < here { break }
        }
        return ready
    }

    /// The number of elements from `position` on, up to `countMax`, whose stamps are at most `stampMax`; all were seen full.
    @inline(__always)
    private func countStamped(upTo stampMax: UInt64, from position: UInt64, upTo countMax: Int) -> Int {
        var count = 0
        while count < countMax {
            let slot = unsafe slot(position &+ UInt64(truncatingIfNeeded: count))
            // Relaxed: the look at the sequence came first. The stamp is stable while its element is unclaimed, and the exchange that
            // follows fails if it was claimed meanwhile.
            if unsafe stamp(slot).pointee.load(ordering: .relaxed) > stampMax { break }
            count &+= 1
        }
        return count
    }
}
