import LockFree
import TestSupport
import Testing

/// What one thread sees of a ring.
@Suite struct MPMCRingTests {
    /// Asked for, and given.
    static let capacities: [(Int, Int)] = [(1, 2), (2, 2), (3, 4), (4, 4), (5, 8), (1_024, 1_024)]
    /// The start, just below the wrap of the 64-bit positions, and just below the change of their sign.
    static let firstPositions: [UInt64] = [0, .max - 2, UInt64.max / 2 - 2]

    @Test("The capacity is rounded up to a power of two, at least 2", arguments: capacities)
    func roundsCapacity(asked: Int, given: Int) {
        #expect(SharedRing<Int>(capacity: asked).capacity == given)
    }

    @Test(
        "A ring fills to its capacity, refuses, and after one leaves takes one more", arguments: capacities,
        firstPositions)
    func fillsAndRefuses(capacities: (Int, Int), firstPosition: UInt64) {
        let ring = SharedRing<Int>(capacity: capacities.0, firstPosition: firstPosition)
        for value in 0..<capacities.1 {
            #expect(ring.count == value)
            #expect(ring.tryEnqueue(value))
        }
        #expect(!ring.tryEnqueue(-1))
        #expect(ring.count == capacities.1)
        #expect(ring.tryDequeue() == 0)
        #expect(ring.tryEnqueue(capacities.1))
        #expect(!ring.tryEnqueue(-1))
        for value in 1...capacities.1 { #expect(ring.tryDequeue() == value) }
        #expect(ring.tryDequeue() == nil)
        #expect(ring.count == 0)
    }

    @Test("Order survives many laps, and the wrap of positions", arguments: [2, 3, 4, 1_024], firstPositions)
    func keepsOrderAcrossLaps(capacity: Int, firstPosition: UInt64) {
        let ring = SharedRing<Int>(capacity: capacity, firstPosition: firstPosition)
        var entered = 0
        var left = 0
        for lap in 1...20 {
            for _ in 0..<min(lap, ring.capacity) where ring.tryEnqueue(entered) { entered += 1 }
            for _ in 0..<lap / 2 {
                guard let value = ring.tryDequeue() else { break }
                #expect(value == left)
                left += 1
            }
            #expect(ring.count == entered - left)
        }
        while let value = ring.tryDequeue() {
            #expect(value == left)
            left += 1
        }
        #expect(left == entered)
    }

    @Test("A batch is accepted up to the free slots, as a prefix in order", arguments: capacities, firstPositions)
    func acceptsPrefixOfBatch(capacities: (Int, Int), firstPosition: UInt64) {
        let ring = SharedRing<Int>(capacity: capacities.0, firstPosition: firstPosition)
        let values = (0..<capacities.1 + 3).map { Stamped($0, stamp: UInt64($0)) }
        #expect(ring.tryEnqueue(-1))
        #expect(ring.enqueue(contentsOf: values) == capacities.1 - 1)
        #expect(ring.enqueue(contentsOf: values) == 0)
        #expect(ring.tryDequeue() == -1)
        #expect(ring.dequeue(upTo: capacities.1 + 3) == Array(values.prefix(capacities.1 - 1)))
        #expect(ring.dequeue(upTo: 2, stampMax: .max).isEmpty)
    }

    @Test("An empty batch and a request for nothing change nothing", arguments: firstPositions)
    func emptyBatchesDoNothing(firstPosition: UInt64) {
        let ring = SharedRing<Int>(capacity: 2, firstPosition: firstPosition)
        #expect(ring.enqueue(contentsOf: []) == 0)
        #expect(ring.tryEnqueue(7))
        #expect(ring.dequeue(upTo: 0).isEmpty)
        #expect(ring.dequeue(upTo: -1).isEmpty)
        #expect(ring.count == 1)
    }

    @Test("The head's stamp is that of the oldest element, and nil in an empty ring", arguments: firstPositions)
    func showsHeadStamp(firstPosition: UInt64) {
        let ring = SharedRing<Int>(capacity: 4, firstPosition: firstPosition)
        #expect(ring.headStamp == nil)
        #expect(ring.tryEnqueue(1, stamp: 30))
        #expect(ring.tryEnqueue(2, stamp: 10))
        #expect(ring.headStamp == 30)
        #expect(ring.tryDequeue() == 1)
        #expect(ring.headStamp == 10)
        #expect(ring.tryDequeue() == 2)
        #expect(ring.headStamp == nil)
    }

    @Test("A batch ends before the first element stamped above the limit, even if later ones are below")
    func stopsAtStampLimit() {
        let ring = SharedRing<Int>(capacity: 8)
        let values = [5, 6, 9, 7].map { Stamped($0, stamp: UInt64($0)) }
        #expect(ring.enqueue(contentsOf: values) == 4)
        #expect(ring.dequeue(upTo: 8, stampMax: 4).isEmpty)
        #expect(ring.dequeue(upTo: 8, stampMax: 7) == Array(values[..<2]))
        #expect(ring.dequeue(upTo: 8, stampMax: 9) == Array(values[2...]))
    }

    /// Batches shorter than a group of slots, and batches that cover one to five of them.
    @Test(
        "A ring behaves as a bounded array, whatever the calls",
        arguments: [(2, 5), (4, 5), (8, 12), (16, 5), (16, 20), (64, 40)],
        firstPositions)
    func equalsBoundedArray(sizes: (capacity: Int, batchMax: Int), firstPosition: UInt64) {
        let capacity = sizes.capacity
        let ring = SharedRing<UInt64>(capacity: capacity, firstPosition: firstPosition)
        let plan = HistoryPlan(
            producers: 1, consumers: 1, callsPerThread: 500, batchMax: sizes.batchMax, seed: TestSeed.current.value)
        var model: [UInt64] = []
        for call in plan.recordOnOneThread(ring).calls {
            switch call.operation {
            case .enqueue(let values, _, let acceptedCount):
                #expect(acceptedCount == min(values.count, capacity - model.count), "\(TestSeed.current)")
                model += values.prefix(acceptedCount)
            case .dequeue(let values, let countMax):
                #expect(values == Array(model.prefix(countMax)), "\(TestSeed.current)")
                model.removeFirst(min(countMax, model.count))
            }
        }
        #expect(model.isEmpty)
    }

    @Test("A capacity below one is a programmer's error")
    func rejectsNoCapacity() async {
        await #expect(processExitsWith: .failure) { _ = MPMCRing<Int>(capacity: 0) }
    }
}
