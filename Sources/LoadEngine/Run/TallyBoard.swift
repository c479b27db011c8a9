import Synchronization

/// Where workers leave their tallies. Thread-safe.
final class TallyBoard: Sendable {
    private let posted = Mutex<[WorkerTally]>([])

    init(count: Int) { posted.withLock { $0.reserveCapacity(count) } }

    /// Adds a worker's tally.
    func post(_ tally: WorkerTally) { posted.withLock { $0.append(tally) } }

    /// The sum of what was posted.
    var total: WorkerTally {
        posted.withLock { tallies in
            var total = WorkerTally()
            for tally in tallies { total.add(tally) }
            return total
        }
    }
}
