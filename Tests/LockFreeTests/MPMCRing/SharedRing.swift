import LockFree

/// A ring in a class: threads share it, and expectations, which copy what they look at, can call it.
final class SharedRing<Element: Sendable>: Sendable {
    private let ring: MPMCRing<Element>

    init(capacity: Int, firstPosition: UInt64 = 0) {
        ring = MPMCRing(capacity: capacity, firstPosition: firstPosition)
    }

    var capacity: Int { ring.capacity }
    var count: Int { ring.count }
    var headStamp: UInt64? { ring.headStamp }

    func tryEnqueue(_ element: Element, stamp: UInt64 = 0) -> Bool { ring.tryEnqueue(element, stamp: stamp) }

    func tryDequeue() -> Element? { ring.tryDequeue() }

    func enqueue(contentsOf elements: [Stamped<Element>]) -> Int { ring.enqueue(contentsOf: elements.span) }

    func dequeue(upTo countMax: Int, stampMax: UInt64 = .max) -> [Stamped<Element>] {
        var taken: [Stamped<Element>] = []
        let count = ring.dequeue(upTo: countMax, stampMax: stampMax, into: &taken)
        precondition(count == taken.count, "a batch is as long as it says")
        return taken
    }
}
