/// A queue of elements of 16 bytes and a stamp that the comparison of queues drives: three loops, one call each.
protocol ContestedQueue: Sendable {
    /// Whose queue it is.
    var column: Column { get }

    /// Enqueues and dequeues elements 0 to `count` - 1, `batch` at a time; returns the sum of what came out.
    func pairs(_ count: Int, batch: Int) -> UInt64

    /// Enqueues the elements of these numbers; waits while the queue is full.
    func produce(_ numbers: Range<Int>, batch: Int)

    /// Dequeues `count` elements; waits while the queue is empty. Returns their sum.
    func consume(_ count: Int, batch: Int) -> UInt64
}
