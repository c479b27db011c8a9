import Synchronization

/// Where workers leave their tallies: a place for each, so nobody waits for anybody. Thread-safe.
final class TallyBoard: Sendable {
    private let places: [Place]

    init(workerCount: Int) { places = (0..<workerCount).map { _ in Place() } }

    /// Leaves the tally of `worker`. Once per worker.
    func post(_ tally: WorkerTally, of worker: Int) { places[worker].post(tally) }

    /// The sum of what has been posted.
    var total: WorkerTally {
        var total = WorkerTally()
        for place in places {
            if let tally = place.posted { total.add(tally) }
        }
        return total
    }

    /// Sound: `tally` is written once, before `isPosted` says so, and read only by those who saw that.
    private final class Place: @unchecked Sendable {
        private var tally = WorkerTally()
        /// Set once, by the worker whose place it is; read by whoever adds up.
        private let isPosted = Atomic<Bool>(false)

        func post(_ tally: WorkerTally) {
            precondition(!isPosted.load(ordering: .relaxed), "a worker has one tally")  // relaxed: its own word
            self.tally = tally
            // Release: pairs with the acquire in `posted`; makes the tally visible.
            isPosted.store(true, ordering: .releasing)
        }

        var posted: WorkerTally? {
            // Acquire: pairs with the release in `post`.
            isPosted.load(ordering: .acquiring) ? tally : nil
        }
    }
}
