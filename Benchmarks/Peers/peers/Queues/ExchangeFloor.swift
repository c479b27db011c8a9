internal import Measurement
internal import Synchronization

/// The least that an enqueue and a dequeue of a queue for many producers and consumers can cost on one thread here: two
/// compare-and-exchange instructions on words of different cache lines, uncontended, with nothing around them.
enum ExchangeFloor {
    /// Nanoseconds per pair of exchanges.
    static func nanosecondsPerPair(_ pairs: Int, clock: MonotonicClock) -> Double {
        let words = Words()
        let start = clock.nanoseconds()
        for _ in 0..<pairs {
            advance(words.tail)
            advance(words.head)
        }
        return Double(clock.nanoseconds() - start) / Double(pairs)
    }

    @inline(__always)
    private static func advance(_ word: borrowing Atomic<UInt64>) {
        let seen = word.load(ordering: .relaxed)
        _ = word.weakCompareExchange(expected: seen, desired: seen &+ 1, ordering: .relaxed)
    }

    private final class Words: Sendable {
        let tail = Atomic<UInt64>(0)
        let padding = InlineArray<15, UInt64>(repeating: 0)
        let head = Atomic<UInt64>(0)
    }
}
