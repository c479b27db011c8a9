import LockFree
import TestSupport

/// A tiered queue in a class: threads share it, and expectations, which copy what they look at, can call it.
final class SharedTieredQueue: Sendable {
    private let queue: TieredQueue<UInt64>

    init(capacities: [Int]) { queue = TieredQueue(capacities: capacities) }

    var tierCount: Int { queue.tierCount }
    var count: Int { queue.count }

    func capacity(ofTier tier: Int) -> Int { queue.capacity(ofTier: tier) }
    func count(ofTier tier: Int) -> Int { queue.count(ofTier: tier) }
    func headStamp(ofTier tier: Int) -> UInt64? { queue.headStamp(ofTier: tier) }

    func tryEnqueue(_ value: UInt64, tier: Int, stamp: UInt64) -> Bool {
        queue.tryEnqueue(value, tier: tier, stamp: stamp)
    }

    func enqueue(contentsOf elements: [Stamped<UInt64>], tier: Int) -> Int {
        queue.enqueue(contentsOf: elements.span, tier: tier)
    }

    func dequeue(upTo countMax: Int, by discipline: inout some QueueDiscipline) -> [Stamped<UInt64>] {
        var taken: [Stamped<UInt64>] = []
        let count = queue.dequeue(upTo: countMax, by: &discipline, into: &taken)
        precondition(count == taken.count, "a batch is as long as it says")
        return taken
    }
}

/// A tiered queue whose calls can be recorded. Each dequeue has a discipline value of its own, as if each came from a new
/// consumer; an element's stamp is its value.
struct RecordedTieredQueue<Discipline: QueueDiscipline>: RecordableQueue {
    let queue: SharedTieredQueue
    let discipline: Discipline

    func enqueue(_ values: [UInt64], tier: Int) -> Int {
        if values.count == 1 { return queue.tryEnqueue(values[0], tier: tier, stamp: values[0]) ? 1 : 0 }
        return queue.enqueue(contentsOf: values.map { Stamped($0, stamp: $0) }, tier: tier)
    }

    func dequeue(upTo countMax: Int) -> [UInt64] {
        var own = discipline
        return queue.dequeue(upTo: countMax, by: &own).map(\.element)
    }
}
