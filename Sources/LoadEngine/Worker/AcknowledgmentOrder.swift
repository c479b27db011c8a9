internal import Registration

/// Checks that a tier is served in order, as far as one worker can see: the acknowledgments it collects of any one sender and
/// tier carry arrival times that never fall.
///
/// A queue that is first-in first-out hands each consumer a subsequence of every producer's entries in their order. The lowest
/// tier is left out: demoted requests enter it with the earlier arrival time of their grant, on purpose.
struct AcknowledgmentOrder {
    /// The last arrival time by sender and tier, in nanoseconds.
    private var last: [Int64]

    private static var checkedTiers: Int { 2 }

    init(workerCount: Int) { last = Array(repeating: .min, count: workerCount * Self.checkedTiers) }

    /// Notes an acknowledgment; `false` when it is out of order.
    @inline(__always)
    mutating func note(_ item: AcknowledgmentBuffer.Item) -> Bool {
        guard item.tier < Self.checkedTiers else { return true }
        let index = item.context.worker * Self.checkedTiers + Int(item.tier)
        guard last.indices.contains(index) else { return false }
        defer { last[index] = item.arrivedAt.nanoseconds }
        return item.arrivedAt.nanoseconds >= last[index]
    }
}
