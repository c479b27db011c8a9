/// A history laid out for checking: elements by number, stamps by rank.
///
/// The 2n stamps of n calls are replaced by their ranks 0 to 2n - 1. Moment i is the time between rank i and rank i + 1; a
/// call spans the moments from the rank of its start up to, not including, the rank of its end.
struct HistoryIndex {
    /// One accepted element.
    struct Element {
        let value: UInt64
        let tier: Int
        /// The call that added it, and its place among that call's values.
        let enqueue: Int
        let enqueuePlace: Int
        /// The call that first took it, `nil` if none did, and its place among that call's values.
        var dequeue: Int?
        var dequeuePlace = 0
    }

    /// The recorded calls, in the order of their starts.
    let calls: [QueueCall]
    /// The rank of each call's start and end.
    let spans: [Range<Int>]
    /// Accepted elements in the order of their enqueue calls' starts and, within a call, of the call.
    private(set) var elements: [Element] = []
    /// For each dequeue call the elements it was the first to take, in its order; empty for others.
    private(set) var taken: [[Int]]
    /// The number of tiers.
    let tierCount: Int

    /// The number of ranks; also the rank of what never happened.
    var rankCount: Int { 2 * calls.count }

    /// Lays `history` out; notes values from nowhere, values twice and lost values.
    init(_ history: QueueHistory, tierCount: Int, log: inout ViolationLog) {
        calls = history.calls.sorted { $0.start < $1.start }
        spans = Self.ranks(of: calls)
        self.tierCount = tierCount
        taken = Array(repeating: [], count: calls.count)
        var numbers: [UInt64: Int] = [:]
        for (call, recorded) in calls.enumerated() {
            guard case .enqueue(let values, let tier, let acceptedCount) = recorded.operation else { continue }
            for (place, value) in values.prefix(acceptedCount).enumerated() {
                let previous = numbers.updateValue(elements.count, forKey: value)
                precondition(previous == nil, "the values of a history are unique")
                elements.append(Element(value: value, tier: tier, enqueue: call, enqueuePlace: place))
            }
        }
        for (call, recorded) in calls.enumerated() {
            guard case .dequeue(let values, _) = recorded.operation else { continue }
            for (place, value) in values.enumerated() {
                guard let number = numbers[value], calls[elements[number].enqueue].start < recorded.end else {
                    log.report(.valueFromNowhere, "\(value) by \(recorded)")
                    continue
                }
                guard elements[number].dequeue == nil else {
                    log.report(.valueTwice, "\(value) again by \(recorded)")
                    continue
                }
                elements[number].dequeue = call
                elements[number].dequeuePlace = place
                taken[call].append(number)
            }
        }
        guard history.isDrained else { return }
        for element in elements where element.dequeue == nil {
            log.report(.lostValue, "\(element.value) of \(calls[element.enqueue])")
        }
    }

    /// The rank at which the call that added `element` began, and that at which it ended.
    func added(_ element: Element) -> Range<Int> { spans[element.enqueue] }

    /// The rank at which the call that took `element` began, past all ranks if none did.
    func removalStart(_ element: Element) -> Int { element.dequeue.map { spans[$0].lowerBound } ?? rankCount }

    /// The rank at which the call that took `element` ended, past all ranks if none did.
    func removalEnd(_ element: Element) -> Int { element.dequeue.map { spans[$0].upperBound } ?? rankCount }

    /// For each rank the latest end of the enqueue calls to `tier` that accepted something and began before that rank.
    ///
    /// From then on nothing that was claimed before that rank is still unpublished.
    func publicationEnds(ofTier tier: Int) -> [Int] {
        var ends = Array(repeating: 0, count: rankCount + 1)
        for (call, recorded) in calls.enumerated() {
            guard case .enqueue(_, tier, let acceptedCount) = recorded.operation, acceptedCount > 0 else { continue }
            ends[spans[call].lowerBound + 1] = spans[call].upperBound
        }
        for rank in 1..<ends.count { ends[rank] = max(ends[rank], ends[rank - 1]) }
        return ends
    }

    private static func ranks(of calls: [QueueCall]) -> [Range<Int>] {
        var stamps: [(stamp: UInt64, call: Int)] = []
        stamps.reserveCapacity(2 * calls.count)
        for (call, recorded) in calls.enumerated() {
            precondition(recorded.start < recorded.end, "a call ends after it began")
            stamps.append((recorded.start, call))
            stamps.append((recorded.end, call))
        }
        stamps.sort { $0.stamp < $1.stamp }
        var starts: [Int?] = Array(repeating: nil, count: calls.count)
        var spans = Array(repeating: 0..<0, count: calls.count)
        for (rank, boundary) in stamps.enumerated() {
            if let start = starts[boundary.call] {
                spans[boundary.call] = start..<rank
            } else {
                starts[boundary.call] = rank
            }
        }
        return spans
    }
}

/// A property of each moment, ready for the question whether any moment of a span has it.
struct Moments {
    /// For each rank, how many moments before it have the property.
    private var before: [Int]

    /// Moments that have the property where `hasProperty` is true.
    init(_ hasProperty: [Bool]) {
        before = [0]
        before.reserveCapacity(hasProperty.count + 1)
        var count = 0
        for has in hasProperty {
            if has { count += 1 }
            before.append(count)
        }
    }

    /// Whether some moment of `span` has the property.
    func contains(in span: Range<Int>) -> Bool { before[span.upperBound] > before[span.lowerBound] }
}
