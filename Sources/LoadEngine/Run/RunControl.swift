import Synchronization

/// Ends a run early. Thread-safe; a signal handler's dispatch source may call ``cancel()``.
public final class RunControl: Sendable {
    /// Set once, by whoever ends the run; read by workers once per batch.
    private let cancelled = Atomic<Bool>(false)

    /// A run that goes on.
    public init() {}

    /// Ends the run; workers stop at their next batch.
    public func cancel() { cancelled.store(true, ordering: .relaxed) }  // relaxed: nothing else is communicated

    /// Whether the run was ended early.
    public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
}
