internal import CPeers
internal import LockFree

/// `MPMCRing`, driven by the same loops as the others.
final class OwnQueue: ContestedQueue {
    private let ring: MPMCRing<RingElement>

    /// A ring for `capacity` elements.
    init(capacity: Int) { ring = MPMCRing(capacity: capacity) }

    /// Ours.
    var column: Column { .ours }

    /// See ``ContestedQueue``.
    func pairs(_ count: Int, batch: Int) -> UInt64 {
        var sum: UInt64 = 0
        if batch == 1 {
            for number in 0..<UInt64(count) {
                _ = ring.tryEnqueue(.of(number), stamp: number)
                sum &+= ring.tryDequeue()?.sum ?? 0
            }
            return sum
        }
        var elements = Self.room(batch)
        var taken = Self.room(batch)
        for start in stride(from: 0, to: count, by: batch) {
            Self.fill(&elements, from: start, to: min(start + batch, count))
            _ = ring.enqueue(contentsOf: elements.span)
            taken.removeAll(keepingCapacity: true)
            _ = ring.dequeue(upTo: batch, into: &taken)
            for stamped in taken { sum &+= stamped.element.sum }
        }
        return sum
    }

    /// See ``ContestedQueue``.
    func produce(_ numbers: Range<Int>, batch: Int) {
        var rounds: UInt32 = 0
        if batch == 1 {
            for number in numbers {
                let number = UInt64(number)
                while !ring.tryEnqueue(.of(number), stamp: number) { unsafe peer_relax(&rounds) }
            }
            return
        }
        var elements = Self.room(batch)
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: batch) {
            Self.fill(&elements, from: start, to: min(start + batch, numbers.upperBound))
            var done = 0
            while done < elements.count {
                let put = ring.enqueue(contentsOf: elements.span.extracting(done..<elements.count))
                done += put
                if put == 0 { unsafe peer_relax(&rounds) }
            }
        }
    }

    /// See ``ContestedQueue``.
    func consume(_ count: Int, batch: Int) -> UInt64 {
        var rounds: UInt32 = 0
        var sum: UInt64 = 0
        var done = 0
        if batch == 1 {
            while done < count {
                guard let element = ring.tryDequeue() else {
                    unsafe peer_relax(&rounds)
                    continue
                }
                sum &+= element.sum
                done += 1
            }
            return sum
        }
        var taken = Self.room(batch)
        while done < count {
            taken.removeAll(keepingCapacity: true)
            let got = ring.dequeue(upTo: min(batch, count - done), into: &taken)
            for stamped in taken { sum &+= stamped.element.sum }
            done += got
            if got == 0 { unsafe peer_relax(&rounds) }
        }
        return sum
    }

    private static func room(_ count: Int) -> [Stamped<RingElement>] {
        var elements: [Stamped<RingElement>] = []
        elements.reserveCapacity(count)
        return elements
    }

    /// Written as the ring writes what it hands out: one growth, no check per element.
    @inline(__always)
    private static func fill(_ elements: inout [Stamped<RingElement>], from start: Int, to end: Int) {
        elements.removeAll(keepingCapacity: true)
        elements.append(addingCapacity: end - start) { free in
            for number in start..<end { free.append(Stamped(.of(UInt64(number)), stamp: UInt64(number))) }
        }
    }
}
