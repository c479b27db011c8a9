internal import LockFree

/// `ring.pair` and `ring.batch`: elements of the size that the registration queue has, through one ring.
final class RingWork: HotPathWork {
    /// Two words, as a queued registration is.
    private struct Element: BitwiseCopyable {
        var word: UInt64
        var context: UInt64
    }

    private let ring = MPMCRing<Element>(capacity: 1_024)
    private let setting: HotPathSetting
    private let batchCount: Int

    init(_ setting: HotPathSetting, batchCount: Int) {
        self.setting = setting
        self.batchCount = batchCount
    }

    /// Producers and consumers in equal number; one thread is both.
    private var pairCount: Int { max(setting.threads / 2, 1) }

    /// What each producer enqueues, and each consumer dequeues.
    private var countPerThread: Int { setting.devices / pairCount }

    var operationCount: Int { countPerThread * pairCount }

    func prepare() {}

    func run(thread: Int) -> Int {
        if setting.threads == 1 { return batchCount == 1 ? runPairs() : runBatches() }
        // With an odd number of threads the last one has no partner.
        guard thread < pairCount * 2 else { return 0 }
        guard thread % 2 == 1 else {
            produce()
            return 0
        }
        return consume()
    }

    private func runPairs() -> Int {
        var taken = 0
        for word in 0..<UInt64(operationCount) {
            guard ring.tryEnqueue(Element(word: word, context: 0), stamp: word) else { continue }
            if let element = ring.tryDequeue(), element.word == word { taken += 1 }
        }
        return taken
    }

    private func runBatches() -> Int {
        var (free, full) = (Self.room(batchCount), Self.room(batchCount))
        var taken = 0
        for batch in Batches(of: 0..<operationCount) {
            Self.fill(&free, with: batch)
            full.removeAll(keepingCapacity: true)
            _ = ring.enqueue(contentsOf: free.span)
            taken += ring.dequeue(upTo: batchCount, into: &full)
        }
        return taken
    }

    private func produce() {
        var free = Self.room(batchCount)
        var backoff = Backoff()
        var start = 0
        while start < countPerThread {
            let batch = start..<min(start + batchCount, countPerThread)
            Self.fill(&free, with: batch)
            var done = 0
            while done < free.count {
                let put =
                    batchCount == 1
                    ? (ring.tryEnqueue(free[0].element, stamp: free[0].stamp) ? 1 : 0)
                    : ring.enqueue(contentsOf: free.span.extracting(done..<free.count))
                done += put
                if put == 0 { backoff.pause() } else { backoff = Backoff() }
            }
            start = batch.upperBound
        }
    }

    private func consume() -> Int {
        var full = Self.room(batchCount)
        var backoff = Backoff()
        var taken = 0
        while taken < countPerThread {
            full.removeAll(keepingCapacity: true)
            let got =
                batchCount == 1
                ? (ring.tryDequeue() == nil ? 0 : 1)
                : ring.dequeue(upTo: min(batchCount, countPerThread - taken), into: &full)
            taken += got
            if got == 0 { backoff.pause() } else { backoff = Backoff() }
        }
        return taken
    }

    private static func room(_ count: Int) -> [Stamped<Element>] {
        var elements: [Stamped<Element>] = []
        elements.reserveCapacity(count)
        return elements
    }

    private static func fill(_ elements: inout [Stamped<Element>], with words: Range<Int>) {
        elements.removeAll(keepingCapacity: true)
        for word in words { elements.append(Stamped(Element(word: UInt64(word), context: 0), stamp: UInt64(word))) }
    }
}
