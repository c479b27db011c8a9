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
