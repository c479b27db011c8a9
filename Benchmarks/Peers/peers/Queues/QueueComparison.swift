internal import Measurement
internal import Synchronization

/// What a pair of enqueue and dequeue costs in each queue: on one thread, and between a producer and a consumer.
struct QueueComparison {
    /// Words per round.
    let pairs: Int
    /// Rounds of each queue, in turn.
    let rounds: Int
    /// The one clock of all queues.
    let clock: MonotonicClock

    /// Words that each queue holds: small enough for the second cache.
    private static var capacity: Int { 1_024 }

    /// Measures and prints a table.
    func run() throws {
        print("queue".left(16) + "threads".right(9) + "batch".right(7) + "ns/pair".right(9) + "[min .. max]".right(20))
        let floor = Spread((0..<rounds).map { _ in ExchangeFloor.nanosecondsPerPair(pairs, clock: clock) })
        printRow("(two exchanges)", isThreaded: false, batch: 1, floor)
        for isThreaded in [false, true] {
            for batch in [1, batchCount] { try compare(isThreaded: isThreaded, batch: batch) }
        }
    }

    private func compare(isThreaded: Bool, batch: Int) throws {
        let queues: [any ContestedQueue] = [
            OwnQueue(capacity: Self.capacity), PeerQueue.moodycamel(capacity: Self.capacity),
            PeerQueue.bounded(capacity: Self.capacity),
        ].filter { batch == 1 || $0.hasBatches }
        var times = [[Double]](repeating: [], count: queues.count)
        for round in 0...rounds {
            for (index, queue) in queues.enumerated() {
                let nanoseconds = try measure(queue, isThreaded: isThreaded, batch: batch)
                // The first round of each warms up.
                if round > 0 { times[index].append(Double(nanoseconds) / Double(pairs)) }
            }
        }
        for (queue, times) in zip(queues, times) {
            printRow(queue.label, isThreaded: isThreaded, batch: batch, Spread(times))
        }
    }

    private func printRow(_ label: String, isThreaded: Bool, batch: Int, _ spread: Spread) {
        let range = "[\(spread.min.text(1)) .. \(spread.max.text(1))]"
        print(
            label.left(16) + (isThreaded ? "1 + 1" : "1").right(9) + String(batch).right(7)
                + spread.median.text(1).right(9) + range.right(20))
    }

    /// One round of one queue, in nanoseconds; checks that all words came out.
    private func measure(_ queue: some ContestedQueue, isThreaded: Bool, batch: Int) throws -> Int64 {
        let result = Sum()
        let pairs = pairs
        let nanoseconds = Crew.run(threads: isThreaded ? 2 : 1, clock: clock, prepare: { _ in () }) { index, _ in
            if !isThreaded {
                result.value.store(queue.pairs(pairs, batch: batch), ordering: .relaxed)
            } else if index == 0 {
                queue.produce(pairs, batch: batch)
            } else {
                result.value.store(queue.consume(pairs, batch: batch), ordering: .relaxed)
            }
        }
        let words = UInt64(pairs)
        guard result.value.load(ordering: .relaxed) == words &* (words &- 1) / 2 else {
            throw RoundFailure(description: "\(queue.label): words were lost or doubled")
        }
        return nanoseconds
    }

    /// The sum of what came out. Relaxed suffices: the crew's end orders it.
    private final class Sum: Sendable {
        let value = Atomic<UInt64>(0)
    }
}
