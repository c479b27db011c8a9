/// Decides whether a history can be explained by calls that take effect one at a time, each between its start and its end.
///
/// The complete search of Wing and Gong (1993): tries each call that may be next on a sequential model, with memory for what was
/// tried (Lowe, 2017). Time grows exponentially with overlapping calls: for histories of up to some 20 calls, to check
/// ``HistoryChecker``.
public struct LinearizabilitySearch: Sendable {
    /// Elements that fit into each tier; the model serves the best tier that holds an element.
    public let capacities: [Int]

    /// A search on a sequential queue of these tiers.
    public init(capacities: [Int]) { self.capacities = capacities }

    /// Whether some order of the calls explains the history. Whether it was drained is not looked at.
    public func isLinearizable(_ history: QueueHistory) -> Bool {
        precondition(history.calls.count <= 62, "the search keeps its calls in the bits of one word")
        var tried: Set<State> = []
        var pending = [State(done: 0, tiers: capacities.map { _ in [] })]
        let all: UInt64 = (1 << UInt64(history.calls.count)) - 1
        while let state = pending.popLast() {
            if state.done == all { return true }
            guard tried.insert(state).inserted else { continue }
            let open = history.calls.enumerated().filter { state.done & 1 << UInt64($0.offset) == 0 }
            let firstEnd = open.map(\.element.end).min() ?? 0
            for (number, call) in open where call.start < firstEnd {
                guard let tiers = apply(call.operation, to: state.tiers) else { continue }
                pending.append(State(done: state.done | 1 << UInt64(number), tiers: tiers))
            }
        }
        return false
    }

    /// The calls that took effect, and what the queue then holds.
    private struct State: Hashable {
        var done: UInt64
        var tiers: [[UInt64]]
    }

    /// What the model holds after `operation`; `nil` if it would have returned something else.
    private func apply(_ operation: QueueCall.Operation, to tiers: [[UInt64]]) -> [[UInt64]]? {
        var tiers = tiers
        switch operation {
        case .enqueue(let values, let tier, let acceptedCount):
            guard acceptedCount == min(values.count, capacities[tier] - tiers[tier].count) else { return nil }
            tiers[tier].append(contentsOf: values.prefix(acceptedCount))
        case .dequeue(let values, let countMax):
            var expected: [UInt64] = []
            for tier in tiers.indices {
                let count = min(countMax - expected.count, tiers[tier].count)
                expected.append(contentsOf: tiers[tier].prefix(count))
                tiers[tier].removeFirst(count)
            }
            guard values == expected else { return nil }
        }
        return tiers
    }
}
