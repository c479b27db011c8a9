import Synchronization

/// A queue whose calls can be recorded. Capacity and tiers are the implementation's own.
public protocol RecordableQueue: Sendable {
    /// Adds a prefix of `values` to `tier`, in order; returns its length.
    func enqueue(_ values: [UInt64], tier: Int) -> Int
    /// Takes up to `countMax` of the values, in the order they left.
    func dequeue(upTo countMax: Int) -> [UInt64]
}

/// A counter that orders the beginnings and ends of calls on all threads; no two readings are equal.
public final class HistoryClock: Sendable {
    private let ticks = Atomic<UInt64>(0)

    /// A clock at zero.
    public init() {}

    /// The next stamp.
    public func tick() -> UInt64 {
        // Acquiring and releasing: a call stays between its two stamps. This orders threads more than a user of the queue would,
        // and so hides missing orders inside the queue from the thread sanitizer; the stress tests have no clock for that reason.
        ticks.add(1, ordering: .acquiringAndReleasing).oldValue
    }
}

/// Makes calls on a queue for one thread and keeps what they returned.
public struct HistoryRecorder<Queue: RecordableQueue> {
    private let queue: Queue
    private let clock: HistoryClock
    /// The calls so far, in the order of this thread.
    public private(set) var calls: [QueueCall] = []

    /// A recorder of calls on `queue`; all recorders of a history share one clock.
    public init(_ queue: Queue, clock: HistoryClock) {
        self.queue = queue
        self.clock = clock
    }

    /// Adds `values` to `tier`; returns how many were accepted.
    public mutating func enqueue(_ values: [UInt64], tier: Int) -> Int {
        let start = clock.tick()
        let acceptedCount = queue.enqueue(values, tier: tier)
        let end = clock.tick()
        calls.append(
            QueueCall(.enqueue(values: values, tier: tier, acceptedCount: acceptedCount), start: start, end: end))
        return acceptedCount
    }

    /// Takes up to `countMax` elements; returns how many came.
    public mutating func dequeue(upTo countMax: Int) -> Int {
        let start = clock.tick()
        let values = queue.dequeue(upTo: countMax)
        let end = clock.tick()
        calls.append(QueueCall(.dequeue(values: values, countMax: countMax), start: start, end: end))
        return values.count
    }
}
