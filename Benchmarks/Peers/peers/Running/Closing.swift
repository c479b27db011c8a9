internal import Synchronization

/// Tells which thread ends last.
final class Closing: Sendable {
    /// Threads still at work. Written by each once.
    private let left: Atomic<Int>

    /// A crew of this many threads.
    init(threads: Int) { left = Atomic(threads) }

    /// True for exactly one caller, the last.
    func isLast() -> Bool {
        // Both: what the others did before is seen by the last.
        left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0
    }
}
