import LockFree
import Synchronization
import TestSupport
import Testing

/// Many elements through a ring, with nothing in the test that orders the threads: what the thread sanitizer should watch.
///
/// In a release build, that is: there the ring is specialised and its slots are seen. In a debug build generic code moves
/// elements by way of the runtime, which is not instrumented, and a weakened order often goes unreported.
@Suite(.serialized) struct MPMCRingStressTests {
    @Test(
        "Each element arrives exactly once, and those of one producer in order",
        arguments: [(1, 1), (1, 4), (4, 1), (4, 4)], [(2, 1), (16, 5), (16, 13), (1_024, 1), (1_024, 32)])
    func exactlyOnce(shape: (Int, Int), queue: (capacity: Int, batchMax: Int)) {
        let (producerCount, consumerCount) = shape
        let perProducer = 8_000 * StressVolume.current.factor / producerCount
        let belt = Belt(capacity: queue.capacity, itemCount: perProducer * producerCount)
        let received = runConcurrently(threads: producerCount + consumerCount) { thread -> [Receipt] in
            guard thread < producerCount else { return belt.receive(batchMax: queue.batchMax) }
            belt.send(perProducer, from: thread, batchMax: queue.batchMax)
            return []
        }
        var timesSeen = Array(repeating: Array(repeating: 0, count: perProducer), count: producerCount)
        for items in received {
            var last = Array(repeating: -1, count: producerCount)
            for item in items {
                timesSeen[item.producer][item.number] += 1
                #expect(item.number > last[item.producer], "a consumer saw producer \(item.producer) out of order")
                last[item.producer] = item.number
            }
        }
        for (producer, times) in timesSeen.enumerated() {
            let wrong = times.enumerated().first { $0.element != 1 }
            #expect(wrong == nil, "an item of producer \(producer) did not arrive exactly once")
        }
    }
}

/// What a consumer read from an item.
private struct Receipt: Sendable {
    var producer: Int
    var number: Int
}

/// A ring of items between threads that send and threads that receive.
private final class Belt: Sendable {
    /// An element that says where it stands among those of its producer.
    ///
    /// A class with variables, so that the thread sanitizer watches the contents: a consumer that reads them must have been
    /// ordered after their producer by the ring.
    final class Item: @unchecked Sendable {
        // Sound: written by the producer before it sends the item, read by the consumer after it received it.
        var producer: Int
        var number: Int

        init(producer: Int, number: Int) {
            self.producer = producer
            self.number = number
        }
    }

    private let ring: SharedRing<Item>
    // Relaxed: tells receivers when to stop and orders nothing.
    private let awaited: Atomic<Int>
    /// So many fruitless pauses in a row mean that an item was lost: the test must fail then, not hang.
    private static let pauseMax = 3_000_000

    init(capacity: Int, itemCount: Int) {
        ring = SharedRing(capacity: capacity)
        awaited = Atomic(itemCount)
    }

    func send(_ count: Int, from producer: Int, batchMax: Int) {
        var sent = 0
        var waiting = Patience(pauseMax: Self.pauseMax)
        while sent < count, waiting.isLeft {
            let batch = (sent..<min(sent + batchMax, count)).map {
                Stamped(Item(producer: producer, number: $0), stamp: 0)
            }
            let isSingle = batch.count == 1
            let accepted = isSingle ? (ring.tryEnqueue(batch[0].element) ? 1 : 0) : ring.enqueue(contentsOf: batch)
            sent += accepted
            waiting.note(progress: accepted)
        }
    }

    func receive(batchMax: Int) -> [Receipt] {
        var received: [Receipt] = []
        var waiting = Patience(pauseMax: Self.pauseMax)
        while awaited.load(ordering: .relaxed) > 0, waiting.isLeft {
            let batch =
                batchMax == 1 ? ring.tryDequeue().map { [$0] } ?? [] : ring.dequeue(upTo: batchMax).map(\.element)
            awaited.subtract(batch.count, ordering: .relaxed)
            // Read here, before joining the threads orders everything.
            received += batch.map { Receipt(producer: $0.producer, number: $0.number) }
            waiting.note(progress: batch.count)
        }
        return received
    }
}

/// Pauses while there is no progress, and knows when to give up.
private struct Patience {
    private let pauseMax: Int
    private var pauseCount = 0
    private var backoff = Backoff()

    init(pauseMax: Int) { self.pauseMax = pauseMax }

    var isLeft: Bool { pauseCount < pauseMax }

    mutating func note(progress: Int) {
        if progress > 0 {
            pauseCount = 0
            backoff = Backoff()
        } else {
            pauseCount += 1
            backoff.pause()
        }
    }
}
