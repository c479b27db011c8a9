internal import Synchronization

/// A histogram of times that any thread adds to, and that is read while it grows.
///
/// An addition is a search among ``BucketCounts/secondsBounds`` and two additions that wait for nobody; where each thread has one of its own, no cache
/// line is shared. A reading may be torn between buckets by what comes in meanwhile; each bucket only grows.
public final class BucketHistogram: Sendable {
    /// The bounds in nanoseconds.
    private static let boundsNanoseconds = BucketCounts.secondsBounds.map { Int64(($0 * 1e9).rounded()) }

    /// By bucket, the last one above all bounds. Written by whoever adds, read by whoever looks.
    private let counts = InlineArray<32, Atomic<UInt64>> { _ in Atomic(0) }
    /// What all add up to, in nanoseconds. Likewise.
    private let sum = Atomic<UInt64>(0)

    /// Nothing yet.
    public init() { precondition(Self.boundsNanoseconds.count < 32, "a place for each bucket") }

    /// Adds a time; one below zero is none.
    public func record(nanoseconds: Int64) {
        let bucket = Self.boundsNanoseconds.firstIndex { nanoseconds <= $0 } ?? Self.boundsNanoseconds.count
        // Relaxed: figures, no more; nothing else is read because of them.
        counts[bucket].add(1, ordering: .relaxed)
        sum.add(UInt64(max(nanoseconds, 0)), ordering: .relaxed)
    }

    /// What there is now.
    public var snapshot: BucketCounts {
        let buckets = (0...Self.boundsNanoseconds.count).map { counts[$0].load(ordering: .relaxed) }
        return BucketCounts(
            bounds: BucketCounts.secondsBounds, counts: buckets, sum: Double(sum.load(ordering: .relaxed)) / 1e9)
    }
}
