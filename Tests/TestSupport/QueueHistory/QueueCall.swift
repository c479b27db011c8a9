/// One call of a queue operation as a caller saw it.
///
/// Values are unique within a history, so a value names its element. Stamps come from one ``HistoryClock``: call a ended before
/// call b began exactly if `a.end < b.start`.
public struct QueueCall: Sendable, Equatable {
    /// What was called, and what it returned.
    public enum Operation: Sendable, Equatable {
        /// Adding `values` to `tier`, of which the first `acceptedCount` were accepted.
        case enqueue(values: [UInt64], tier: Int, acceptedCount: Int)
        /// Taking up to `countMax` elements, which returned `values`.
        case dequeue(values: [UInt64], countMax: Int)
    }

    /// What was called, and what it returned.
    public var operation: Operation
    /// The clock before the call.
    public var start: UInt64
    /// The clock after the call.
    public var end: UInt64

    /// A call between two readings of the clock.
    public init(_ operation: Operation, start: UInt64, end: UInt64) {
        self.operation = operation
        self.start = start
        self.end = end
    }

    /// Whether the call did less than it was asked: found the queue full, or empty.
    public var isShort: Bool {
        switch operation {
        case .enqueue(let values, _, let acceptedCount): acceptedCount < values.count
        case .dequeue(let values, let countMax): values.count < countMax
        }
    }
}

/// All calls that were made on a queue, in any order.
public struct QueueHistory: Sendable {
    /// The calls; all had returned when the history ended.
    public var calls: [QueueCall]
    /// Whether the last calls emptied the queue with nothing else running: an element never taken is then lost.
    public var isDrained: Bool

    /// A history of these calls.
    public init(calls: [QueueCall], isDrained: Bool) {
        self.calls = calls
        self.isDrained = isDrained
    }
}
