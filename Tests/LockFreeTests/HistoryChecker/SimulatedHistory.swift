import TestSupport

/// Random small histories: correct ones, made by a sequential queue whose calls take effect at random moments between their
/// starts and ends; and the same with one thing changed.
struct SimulatedHistory {
    let capacities: [Int]
    let batchMax: Int
    let callCount: Int
    let threadCount: Int

    /// A correct history.
    func make(using random: inout SeededGenerator) -> QueueHistory {
        var tiers: [[UInt64]] = capacities.map { _ in [] }
        var running: [Int: (operation: QueueCall.Operation, start: UInt64, isApplied: Bool)] = [:]
        var calls: [QueueCall] = []
        var clock: UInt64 = 0
        var nextValue: UInt64 = 1
        var startedCount = 0
        while calls.count < callCount {
            let thread = Int.random(in: 0..<threadCount, using: &random)
            if let call = running[thread] {
                if call.isApplied {
                    clock += 1
                    calls.append(QueueCall(call.operation, start: call.start, end: clock))
                    running[thread] = nil
                } else {
                    running[thread] = (apply(call.operation, to: &tiers), call.start, true)
                }
            } else if startedCount < callCount {
                clock += 1
                startedCount += 1
                running[thread] = (request(nextValue: &nextValue, using: &random), clock, false)
            }
        }
        return QueueHistory(calls: calls, isDrained: false)
    }

    /// A call as it is made: what it returns is filled in by `apply`.
    private func request(nextValue: inout UInt64, using random: inout SeededGenerator) -> QueueCall.Operation {
        let count = Int.random(in: 1...batchMax, using: &random)
        guard Bool.random(using: &random) else { return .dequeue(values: [], countMax: count) }
        let values = (0..<UInt64(count)).map { nextValue + $0 }
        nextValue += UInt64(count)
        return .enqueue(values: values, tier: Int.random(in: capacities.indices, using: &random), acceptedCount: 0)
    }

    private func apply(_ operation: QueueCall.Operation, to tiers: inout [[UInt64]]) -> QueueCall.Operation {
        switch operation {
        case .enqueue(let values, let tier, _):
            let accepted = values.prefix(capacities[tier] - tiers[tier].count)
            tiers[tier] += accepted
            return .enqueue(values: values, tier: tier, acceptedCount: accepted.count)
        case .dequeue(_, let countMax):
            var taken: [UInt64] = []
            while taken.count < countMax, let tier = tiers.firstIndex(where: { !$0.isEmpty }) {
                taken.append(tiers[tier].removeFirst())
            }
            return .dequeue(values: taken, countMax: countMax)
        }
    }
}

extension QueueHistory {
    /// The history with the result of one or two random calls changed; sometimes the change changes nothing.
    func corrupted(using random: inout SeededGenerator) -> QueueHistory {
        var history = self
        let first = Int.random(in: calls.indices, using: &random)
        let second = Int.random(in: calls.indices, using: &random)
        switch (calls[first].operation, calls[second].operation) {
        case (.dequeue(let values, let countMax), .dequeue(let others, let otherCountMax)) where first != second:
            // Two calls exchange what they returned, as far as it fits.
            guard values.count <= otherCountMax, others.count <= countMax else { break }
            history.calls[first].operation = .dequeue(values: others, countMax: countMax)
            history.calls[second].operation = .dequeue(values: values, countMax: otherCountMax)
        case (.dequeue(let values, let countMax), .enqueue(let added, _, _)):
            // Returns one value less, or one that somebody adds at some time, whether or not it left elsewhere.
            let takesMore = values.isEmpty || values.count < countMax && Bool.random(using: &random)
            let changed = takesMore ? values + [added[0]] : Array(values.dropLast())
            history.calls[first].operation = .dequeue(values: changed, countMax: countMax)
        case (.enqueue(let values, let tier, let acceptedCount), _):
            // Refused what was accepted, or the reverse.
            history.calls[first].operation = .enqueue(
                values: values, tier: tier, acceptedCount: acceptedCount > 0 ? acceptedCount - 1 : values.count)
        case (.dequeue(let values, let countMax), .dequeue):
            history.calls[first].operation = .dequeue(values: values.reversed(), countMax: countMax)
        }
        return history
    }
}
