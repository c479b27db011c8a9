/// Who calls a queue how often, to record a history.
public struct HistoryPlan: Sendable, CustomStringConvertible {
    /// Threads that enqueue.
    public var producerCount: Int
    /// Threads that dequeue.
    public var consumerCount: Int
    /// Calls that each thread makes.
    public var callsPerThread: Int
    /// The most elements of one call; each call draws its own number from 1 up.
    public var batchMax: Int
    /// Tiers that producers choose from evenly.
    public var tierCount: Int
    /// What the random choices start from.
    public var seed: UInt64

    /// A plan; one tier and calls of one element unless told otherwise.
    public init(
        producers: Int, consumers: Int, callsPerThread: Int, batchMax: Int = 1, tierCount: Int = 1, seed: UInt64
    ) {
        producerCount = producers
        consumerCount = consumers
        self.callsPerThread = callsPerThread
        self.batchMax = batchMax
        self.tierCount = tierCount
        self.seed = seed
    }

    /// The plan on one line, to stand in a failure.
    public var description: String {
        "\(producerCount)x\(consumerCount), \(callsPerThread) calls each, batches to \(batchMax), \(tierCount) tiers"
    }

    /// Carries the plan out on a new queue and then empties the queue.
    ///
    /// A refused value is not offered again, so that the number of calls is the plan's. Threads pause at random, and after
    /// a call that came back short, because on few cores nothing would change before the next time slice.
    public func record(_ queue: some RecordableQueue) -> QueueHistory {
        let clock = HistoryClock()
        let perThread = runConcurrently(threads: producerCount + consumerCount) { thread in
            var recorder = HistoryRecorder(queue, clock: clock)
            var random = SeededGenerator(seed: seed, stream: thread)
            var nextValue = Self.firstValue(ofThread: thread)
            for _ in 0..<callsPerThread {
                let isComplete = makeCall(
                    as: thread, with: &recorder, random: &random, nextValue: &nextValue)
                if !isComplete || random.oneIn(16) { yieldThread() }
            }
            return recorder.calls
        }
        return drained(perThread.flatMap { $0 }, queue, clock: clock)
    }

    /// Makes the plan's calls on one thread, those of the threads in random order, and then empties the queue; the same plan
    /// and queue give the same history each time.
    public func recordOnOneThread(_ queue: some RecordableQueue) -> QueueHistory {
        let clock = HistoryClock()
        let threadCount = producerCount + consumerCount
        var recorder = HistoryRecorder(queue, clock: clock)
        var random = SeededGenerator(seed: seed)
        var nextValues = (0..<threadCount).map(Self.firstValue(ofThread:))
        for _ in 0..<callsPerThread * threadCount {
            let thread = Int.random(in: 0..<threadCount, using: &random)
            _ = makeCall(as: thread, with: &recorder, random: &random, nextValue: &nextValues[thread])
        }
        return drained(recorder.calls, queue, clock: clock)
    }

    /// Values start at 1, so that zeroed memory is no value.
    private static func firstValue(ofThread thread: Int) -> UInt64 { UInt64(thread + 1) << 40 }

    /// One call as `thread` would make it; whether it did all that it was asked.
    private func makeCall<Queue>(
        as thread: Int, with recorder: inout HistoryRecorder<Queue>, random: inout SeededGenerator,
        nextValue: inout UInt64
    ) -> Bool {
        let count = Int.random(in: 1...batchMax, using: &random)
        guard thread < producerCount else { return recorder.dequeue(upTo: count) == count }
        let values = (0..<UInt64(count)).map { nextValue + $0 }
        nextValue += UInt64(count)
        return recorder.enqueue(values, tier: Int.random(in: 0..<tierCount, using: &random)) == count
    }

    private func drained(_ calls: [QueueCall], _ queue: some RecordableQueue, clock: HistoryClock) -> QueueHistory {
        var drain = HistoryRecorder(queue, clock: clock)
        while drain.dequeue(upTo: batchMax) == batchMax {}
        return QueueHistory(calls: calls + drain.calls, isDrained: true)
    }
}
