internal import Synchronization

/// A sum that the threads of a crew add to. Relaxed suffices: the crew's end orders it.
final class Tally: Sendable {
    private let sum = Atomic<UInt64>(0)

    /// Adds to the sum, which wraps.
    func add(_ value: UInt64) { sum.wrappingAdd(value, ordering: .relaxed) }

    /// The sum.
    var total: UInt64 { sum.load(ordering: .relaxed) }
}
