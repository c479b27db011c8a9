import LockFree
import TestSupport
import Testing

/// Elements that own memory: each is destroyed once, wherever it ends.
@Suite struct MPMCRingLifetimeTests {
    /// Below a lap, exactly a lap, and over the wrap of positions.
    private static let firstPositions: [UInt64] = [0, 3, .max - 1]

    @Test("What is dequeued lives as long as its taker keeps it", arguments: firstPositions)
    func dequeuedElementsBelongToTheTaker(firstPosition: UInt64) {
        let tracker = LifetimeTracker()
        let ring = SharedRing<TrackedElement>(capacity: 4, firstPosition: firstPosition)
        for value in 0..<3 { #expect(ring.tryEnqueue(tracker.makeElement(value))) }
        #expect(tracker.liveCount == 3)
        do {
            let first = ring.tryDequeue()
            #expect(first?.value == 0)
            withExtendedLifetime(first) { #expect(tracker.liveCount == 3) }
        }
        #expect(tracker.liveCount == 2)
        var taken = ring.dequeue(upTo: 4)
        #expect(taken.count == 2)
        withExtendedLifetime(taken) { #expect(tracker.liveCount == 2) }
        taken.removeAll()
        #expect(tracker.liveCount == 0)
    }

    @Test("A refused element is destroyed, not kept")
    func refusedElementsAreDestroyed() {
        let tracker = LifetimeTracker()
        let ring = SharedRing<TrackedElement>(capacity: 2)
        for value in 0..<5 { #expect(ring.tryEnqueue(tracker.makeElement(value)) == (value < 2)) }
        #expect(tracker.liveCount == 2)
        #expect(tracker.createdCount == 5)
    }

    @Test("A ring destroys what is left in it", arguments: firstPositions, [0, 1, 3, 4])
    func destroyedWithElements(firstPosition: UInt64, leftCount: Int) {
        let tracker = LifetimeTracker()
        do {
            let ring = SharedRing<TrackedElement>(capacity: 4, firstPosition: firstPosition)
            for value in 0..<4 { #expect(ring.tryEnqueue(tracker.makeElement(value))) }
            for _ in leftCount..<4 { _ = ring.tryDequeue() }
            #expect(tracker.liveCount == leftCount)
        }
        #expect(tracker.liveCount == 0)
    }

    @Test("A batch copies what it accepts and nothing else")
    func batchCopiesAccepted() {
        let tracker = LifetimeTracker()
        let ring = SharedRing<TrackedElement>(capacity: 2)
        do {
            let batch = (0..<5).map { Stamped(tracker.makeElement($0), stamp: 0) }
            #expect(ring.enqueue(contentsOf: batch) == 2)
            withExtendedLifetime(batch) { #expect(tracker.liveCount == 5) }
        }
        #expect(tracker.liveCount == 2)
    }

    @Test("A ring destroys the groups that are left in it", arguments: firstPositions, [0, 1, 8, 13, 32])
    func destroyedWithGroups(firstPosition: UInt64, leftCount: Int) {
        let tracker = LifetimeTracker()
        do {
            let ring = SharedRing<TrackedElement>(capacity: 32, firstPosition: firstPosition)
            let batch = (0..<32).map { Stamped(tracker.makeElement($0), stamp: 0) }
            #expect(ring.enqueue(contentsOf: batch) == 32)
            #expect(ring.dequeue(upTo: 32 - leftCount).map(\.element.value) == Array(0..<32 - leftCount))
        }
        #expect(tracker.liveCount == 0)
    }

    @Test("Many threads leak nothing and destroy nothing twice", arguments: [(8, 1), (8, 6), (16, 20)])
    func concurrentUseLeaksNothing(sizes: (capacity: Int, batchMax: Int)) {
        let (capacity, batchMax) = sizes
        let tracker = LifetimeTracker()
        do {
            let ring = SharedRing<TrackedElement>(capacity: capacity)
            _ = runConcurrently(threads: 6) { thread in
                var random = TestSeed.current.generator(thread)
                for value in 0..<1_000 * StressVolume.current.factor {
                    let count = Int.random(in: 1...batchMax, using: &random)
                    if thread % 2 == 0 {
                        let batch = (0..<count).map { _ in Stamped(tracker.makeElement(value), stamp: 0) }
                        _ = ring.enqueue(contentsOf: batch)
                    } else {
                        _ = ring.dequeue(upTo: count)
                    }
                }
            }
            #expect(tracker.liveCount == ring.count, "\(TestSeed.current)")
        }
        #expect(tracker.liveCount == 0, "\(TestSeed.current)")
        #expect(tracker.createdCount > 0)
    }
}
