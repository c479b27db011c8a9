internal import CPeers
internal import LockFree

/// `MPMCRing`, driven by the same loops as the others.
final class OwnQueue: ContestedQueue {
    private let ring: MPMCRing<UInt64>

    /// A ring for `capacity` words.
    init(capacity: Int) { ring = MPMCRing(capacity: capacity) }

    /// "MPMCRing".
    var label: String { "MPMCRing" }

    /// It does.
    var hasBatches: Bool { true }

    /// See ``ContestedQueue``.
    func pairs(_ count: Int, batch: Int) -> UInt64 {
        var sum: UInt64 = 0
        if batch == 1 {
            for word in 0..<UInt64(count) {
                _ = ring.tryEnqueue(word)
                sum &+= ring.tryDequeue() ?? 0
            }
            return sum
        }
        var words = Self.room(batch)
        var taken = Self.room(batch)
        for start in stride(from: 0, to: count, by: batch) {
            Self.fill(&words, from: start, to: min(start + batch, count))
            _ = ring.enqueue(contentsOf: words.span)
            taken.removeAll(keepingCapacity: true)
            _ = ring.dequeue(upTo: batch, into: &taken)
            for word in taken { sum &+= word.element }
        }
        return sum
    }

    /// See ``ContestedQueue``.
    func produce(_ count: Int, batch: Int) {
        var rounds: UInt32 = 0
        if batch == 1 {
            for word in 0..<UInt64(count) {
                while !ring.tryEnqueue(word) { unsafe peer_relax(&rounds) }
            }
            return
        }
        var words = Self.room(batch)
        for start in stride(from: 0, to: count, by: batch) {
            Self.fill(&words, from: start, to: min(start + batch, count))
            var done = 0
            while done < words.count {
                let put = ring.enqueue(contentsOf: words.span.extracting(done..<words.count))
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
                guard let word = ring.tryDequeue() else {
                    unsafe peer_relax(&rounds)
                    continue
                }
                sum &+= word
                done += 1
            }
            return sum
        }
        var taken = Self.room(batch)
        while done < count {
            taken.removeAll(keepingCapacity: true)
            let got = ring.dequeue(upTo: min(batch, count - done), into: &taken)
            for word in taken { sum &+= word.element }
            done += got
            if got == 0 { unsafe peer_relax(&rounds) }
        }
        return sum
    }

    private static func room(_ count: Int) -> [Stamped<UInt64>] {
        var words: [Stamped<UInt64>] = []
        words.reserveCapacity(count)
        return words
    }

    private static func fill(_ words: inout [Stamped<UInt64>], from start: Int, to end: Int) {
        words.removeAll(keepingCapacity: true)
        for word in start..<end { words.append(Stamped(UInt64(word), stamp: 0)) }
    }
}
