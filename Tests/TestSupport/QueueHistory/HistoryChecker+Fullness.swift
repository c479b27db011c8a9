extension HistoryChecker {
    /// Finds reports of fullness that nothing explains, and tiers that held more than they can.
    func checkFullness(in index: HistoryIndex, log: inout ViolationLog) {
        for tier in capacities.indices {
            let capacity = capacities[tier]
            if surelyPresentMax(tier: tier, in: index) > capacity {
                log.report(.overCapacity, "tier \(tier) held more than \(capacity)")
            }
            let maybeFull = momentsMaybeFull(tier: tier, in: index)
            for (call, recorded) in index.calls.enumerated() {
                guard case .enqueue(_, tier, _) = recorded.operation, recorded.isShort else { continue }
                if !maybeFull.contains(in: index.spans[call]) {
                    log.report(.falseFull, "tier \(tier) by \(recorded)")
                }
            }
        }
    }

    /// The most elements that were in `tier` at one moment for certain.
    private func surelyPresentMax(tier: Int, in index: HistoryIndex) -> Int {
        var changes = Array(repeating: 0, count: index.rankCount + 1)
        for element in index.elements where element.tier == tier {
            let present = index.added(element).upperBound
            let removal = index.removalStart(element)
            guard present < removal else { continue }
            changes[present] += 1
            changes[removal] -= 1
        }
        var presentCount = 0
        return changes.reduce(0) { most, change in
            presentCount += change
            return max(most, presentCount)
        }
    }

    /// The moments at which it is possible that `tier` has no free slot.
    ///
    /// The slot that is needed is not free if the element one lap before has not left completely; call it y. Then the elements
    /// from y up to the slot are as many as fit. At a moment there are at most so many as were added by calls begun before it,
    /// less those that surely stand before y: the ones added by calls that ended before y's began, or earlier in its batch.
    private func momentsMaybeFull(tier: Int, in index: HistoryIndex) -> Moments {
        let elements = index.elements.filter { $0.tier == tier }
        var addedBy = Array(repeating: 0, count: index.rankCount)  // elements added by the call that ends at a rank
        var beginning: [Int: [Int]] = [:]  // elements whose call begins at a rank
        var leaving: [Int: [Int]] = [:]  // elements whose removal ends at a rank
        for (number, element) in elements.enumerated() {
            addedBy[index.added(element).upperBound] += 1
            beginning[index.added(element).lowerBound, default: []].append(number)
            if element.dequeue != nil { leaving[index.removalEnd(element), default: []].append(number) }
        }
        var standingBefore = elements.map(\.enqueuePlace)
        var remaining = CountedMinimum(bound: elements.count + 1)
        var begunCount = 0
        var endedCount = 0
        return Moments(
            (0..<index.rankCount).map { rank in
                for number in beginning[rank] ?? [] {
                    begunCount += 1
                    standingBefore[number] += endedCount
                    remaining.insert(standingBefore[number])
                }
                for number in leaving[rank] ?? [] { remaining.remove(standingBefore[number]) }
                endedCount += addedBy[rank]
                guard let fewest = remaining.minimum else { return false }
                return begunCount - fewest >= capacities[tier]
            })
    }
}

/// A multiset of small numbers that knows its least; cheap while the least grows on the whole.
private struct CountedMinimum {
    private var counts: [Int]
    private var least = 0
    private var total = 0

    /// A set of numbers from 0 to `bound`, none included.
    init(bound: Int) { counts = Array(repeating: 0, count: bound) }

    var minimum: Int? { total > 0 ? least : nil }

    mutating func insert(_ number: Int) {
        least = total == 0 ? number : min(least, number)
        counts[number] += 1
        total += 1
    }

    mutating func remove(_ number: Int) {
        counts[number] -= 1
        total -= 1
        while total > 0, counts[least] == 0 { least += 1 }
    }
}
