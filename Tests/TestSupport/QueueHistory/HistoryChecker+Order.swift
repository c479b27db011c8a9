extension HistoryChecker {
    /// Finds a before b in one tier, by calls that do not overlap, where b left and a left later or never.
    func checkOrder(in index: HistoryIndex, log: inout ViolationLog) {
        for tier in capacities.indices {
            let additions = index.elements.filter { $0.tier == tier }  // by start of their calls
            let ended = additions.sorted { index.added($0).upperBound < index.added($1).upperBound }
            // Of all elements whose enqueue ended before the current one began: the one that left last.
            var last: HistoryIndex.Element?
            var next = 0
            for later in additions {
                while next < ended.count, index.added(ended[next]).upperBound < index.added(later).lowerBound {
                    if last.map({ index.removalStart($0) < index.removalStart(ended[next]) }) ?? true {
                        last = ended[next]
                    }
                    next += 1
                }
                if let last, index.removalEnd(later) < index.removalStart(last) {
                    log.report(.outOfOrder, "\(later.value) before \(last.value) in tier \(tier)")
                }
            }
        }
    }

    /// Finds broken order and foreign values where at least one of the two calls concerned is a batch.
    func checkBatches(in index: HistoryIndex, log: inout ViolationLog) {
        checkEnqueuedBatches(in: index, log: &log)
        for taken in index.taken where taken.count > 1 {
            for tier in capacities.indices {
                let run = taken.map { index.elements[$0] }.filter { $0.tier == tier }
                if run.count > 1 { checkDequeuedRun(run, in: index, log: &log) }
            }
        }
    }

    /// Elements of one enqueue call: an earlier one may not have left after a later one.
    private func checkEnqueuedBatches(in index: HistoryIndex, log: inout ViolationLog) {
        var earliestEnd = index.rankCount
        for (number, element) in index.elements.enumerated().reversed() {
            let isLast =
                number + 1 == index.elements.count || index.elements[number + 1].enqueue != element.enqueue
            if isLast { earliestEnd = index.rankCount }
            if earliestEnd < index.removalStart(element) {
                log.report(.outOfOrder, "\(element.value) after values behind it in its batch")
            }
            earliestEnd = min(earliestEnd, index.removalEnd(element))
        }
    }

    /// Elements of one tier that left by one dequeue call.
    private func checkDequeuedRun(
        _ run: [HistoryIndex.Element], in index: HistoryIndex, log: inout ViolationLog
    ) {
        // From the back: an element may not stand before one whose enqueue ended before its own began.
        var earliestEnd = index.rankCount
        for element in run.reversed() {
            if earliestEnd < index.added(element).lowerBound {
                log.report(.outOfOrder, "\(element.value) too early in \(index.calls[element.dequeue ?? 0])")
            }
            earliestEnd = min(earliestEnd, index.added(element).upperBound)
        }
        // From the front: elements of one enqueue call keep their order and have no others between them.
        var lastOfCall: [Int: HistoryIndex.Element] = [:]
        var previous: HistoryIndex.Element?
        for element in run {
            if let sibling = lastOfCall[element.enqueue] {
                if sibling.enqueuePlace > element.enqueuePlace {
                    log.report(.outOfOrder, "\(element.value) after \(sibling.value) of the same batch")
                }
                if previous?.enqueue != element.enqueue {
                    log.report(.splitBatch, "\(element.value) and \(sibling.value) apart")
                }
            }
            lastOfCall[element.enqueue] = element
            previous = element
        }
    }
}
