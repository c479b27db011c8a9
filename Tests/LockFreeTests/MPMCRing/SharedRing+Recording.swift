import LockFree
import TestSupport

/// A ring whose calls can be recorded. Calls of one element use the single operations, others the batch operations.
extension SharedRing: RecordableQueue where Element == UInt64 {
    func enqueue(_ values: [UInt64], tier: Int) -> Int {
        if values.count == 1 { return tryEnqueue(values[0], stamp: values[0]) ? 1 : 0 }
        return enqueue(contentsOf: values.map { Stamped($0, stamp: $0) })
    }

    func dequeue(upTo countMax: Int) -> [UInt64] {
        if countMax == 1 { return tryDequeue().map { [$0] } ?? [] }
        return dequeue(upTo: countMax).map(\.element)
    }
}

/// A ring that is used by single calls on one side, and by batches on the other.
final class OneSidedRing: RecordableQueue {
    private let ring: SharedRing<UInt64>
    private let producesSingly: Bool

    init(capacity: Int, producesSingly: Bool) {
        ring = SharedRing(capacity: capacity)
        self.producesSingly = producesSingly
    }

    func enqueue(_ values: [UInt64], tier: Int) -> Int {
        guard producesSingly else { return ring.enqueue(contentsOf: values.map { Stamped($0, stamp: $0) }) }
        return values.firstIndex { !ring.tryEnqueue($0, stamp: $0) } ?? values.count
    }

    func dequeue(upTo countMax: Int) -> [UInt64] {
        if producesSingly { return ring.dequeue(upTo: countMax).map(\.element) }
        var values: [UInt64] = []
        while values.count < countMax, let value = ring.tryDequeue() { values.append(value) }
        return values
    }
}
