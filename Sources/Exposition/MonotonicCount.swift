internal import Synchronization

/// A count that is worked out of others which grow meanwhile, and must not fall: a fall is read as a new process. Thread-safe.
public final class MonotonicCount: Sendable {
    /// The largest so far. Written and read by whoever looks.
    private let largest = Atomic<UInt64>(0)

    /// Zero.
    public init() {}

    /// Notes a value, and returns the largest so far.
    public func noting(_ value: UInt64) -> UInt64 {
        // Relaxed: a figure, no more.
        largest.max(value, ordering: .relaxed).newValue
    }
}
