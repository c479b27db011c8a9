/// A queue of 64-bit words that the comparison of queues drives: three loops, one call each.
protocol ContestedQueue: Sendable {
    /// The name in the table.
    var label: String { get }

    /// Whether the queue takes and gives batches in one step.
    var hasBatches: Bool { get }

    /// Enqueues and dequeues `count` words, `batch` at a time; returns the sum of what came out.
    func pairs(_ count: Int, batch: Int) -> UInt64

    /// Enqueues the words 0 to `count` - 1.
    func produce(_ count: Int, batch: Int)

    /// Dequeues `count` words; returns their sum.
    func consume(_ count: Int, batch: Int) -> UInt64
}
