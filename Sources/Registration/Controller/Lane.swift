internal import LockFree

extension Controller where Law: ~Copyable {
    /// What one thread brings to its calls: counters that only it writes, its source of token secrets, its copy of the
    /// parameters, its turn of the queue's discipline, and room for one batch.
    ///
    /// Owned by one thread at a time; not longer than the controller.
    @safe
    public struct Lane: ~Copyable {
        let counters: _UnsafeCounterBlock
        var generator: TokenGenerator
        var parameters: Parameters
        var parametersVersion: UInt64 = 0
        var discipline: Discipline
        var hashes: [UInt64] = []
        /// Entries of the batch in hand, by class, and the responses that speak of them.
        var pending: [PendingTier]
        var service = RegistrationManager.Batch(countMax: BatchSize.max)
        var estimate = ServiceRateEstimate()
        /// The next line of the token store that this lane sweeps, and when it last did.
        var sweepLine = 0
        var sweptAt: Instant?

        init(
            counters: _UnsafeCounterBlock, generator: TokenGenerator, parameters: Parameters, discipline: Discipline
        ) {
            unsafe self.counters = counters
            self.generator = generator
            self.parameters = parameters
            self.discipline = discipline
            hashes.reserveCapacity(BatchSize.max)
            pending = (0..<RegistrationClass.allCases.count).map { _ in PendingTier() }
        }
    }
}

/// How many requests the core works on at once: enough for their memory accesses to overlap, few enough for their lines to
/// stay in the first cache.
enum BatchSize {
    static var max: Int { 64 }
}

/// Entries on their way into one tier.
struct PendingTier {
    var entries: [Stamped<QueuedRegistration>] = []
    /// What is needed to undo an entry that does not fit.
    var origins: [Origin] = []

    struct Origin {
        var responseIndex: Int
        var device: DeviceName
        var hash: UInt64
        var replaced: RegistrationTable.Replaced?
        var redemption: TokenStore.Redemption?
    }

    init() {
        entries.reserveCapacity(BatchSize.max)
        origins.reserveCapacity(BatchSize.max)
    }

    /// Queues a prefix of the entries; returns its length.
    func enqueue(into queue: borrowing TieredQueue<QueuedRegistration>, tier: Int) -> Int {
        queue.enqueue(contentsOf: entries.span, tier: tier)
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
    }
}
