extension HistoryChecker {
    /// Finds reports of emptiness that nothing explains and, in strict queues, lower tiers served before better ones.
    ///
    /// An element is surely visible, or hidden by nothing, from the moment when every enqueue call that began before its own
    /// ended has ended, up to the start of the call that takes it. A call that came back short must have a moment outside
    /// all of these spans, in each tier.
    func checkEmptiness(in index: HistoryIndex, log: inout ViolationLog) {
        let maybeEmpty = capacities.indices.map { momentsMaybeEmpty(tier: $0, in: index) }
        for (call, recorded) in index.calls.enumerated() {
            guard case .dequeue = recorded.operation else { continue }
            let span = index.spans[call]
            if recorded.isShort {
                for tier in capacities.indices where !maybeEmpty[tier].contains(in: span) {
                    log.report(.falseEmpty, "tier \(tier) by \(recorded)")
                }
            }
            if isStrict, let lowest = index.taken[call].map({ index.elements[$0].tier }).max() {
                for tier in 0..<lowest where !maybeEmpty[tier].contains(in: span) {
                    log.report(.tierInversion, "tier \(lowest) before tier \(tier) by \(recorded)")
                }
            }
        }
    }

    /// The moments at which it is possible that `tier` shows no element.
    private func momentsMaybeEmpty(tier: Int, in index: HistoryIndex) -> Moments {
        let publicationEnds = index.publicationEnds(ofTier: tier)
        var changes = Array(repeating: 0, count: index.rankCount + 1)
        for element in index.elements where element.tier == tier {
            let visible = publicationEnds[index.added(element).upperBound]
            let removal = index.removalStart(element)
            guard visible < removal else { continue }
            changes[visible] += 1
            changes[removal] -= 1
        }
        var visibleCount = 0
        return Moments(
            changes.dropLast().map { change in
                visibleCount += change
                return visibleCount == 0
            })
    }
}
