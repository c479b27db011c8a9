internal import Synchronization

/// The counters of one event loop.
///
/// Written by their loop alone, read by whoever shows them: an addition is a load and a store, without a locked instruction.
final class ServerCounters: Sendable {
    /// By ``ServerCounter/rawValue``. Written by the loop (load and store), read by any thread; each grows only.
    private let values = InlineArray<64, Atomic<UInt64>> { _ in Atomic(0) }

    /// How long registrations waited that the loop served.
    let queueWaits = QueueWaits()

    /// All zero.
    init() { precondition(ServerCounter.allCases.count <= 64, "a place for each counter") }

    /// Adds to a counter; on the loop that owns the counters.
    func add(_ counter: ServerCounter, _ count: Int = 1) {
        // Relaxed: one writer, and readers take any recent value.
        let value = values[counter.rawValue].load(ordering: .relaxed)
        values[counter.rawValue].store(value &+ UInt64(truncatingIfNeeded: count), ordering: .relaxed)
    }

    /// A counter's value; on any thread.
    subscript(counter: ServerCounter) -> UInt64 { values[counter.rawValue].load(ordering: .relaxed) }
}
