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
        /// The hashes of the batch in hand.
        var hashes = BatchArray<UInt64>(repeating: 0)
        /// Entries of the batch in hand, by class.
        var pending = InlineArray<3, PendingTier>(repeating: PendingTier())
        var undo = UndoLog()
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
        }
    }
}

/// How many requests the core works on at once, and how far ahead of the one in hand it asks for memory.
@_spi(HotPaths) public enum BatchSize {
    /// Requests of one batch.
    @_spi(HotPaths) public static var max: Int { 64 }
    /// Far enough ahead for a line to arrive from memory, near enough for the processor to keep track of all the lines on their way:
    /// at 24 and more it waits for its own requests.
    @_spi(HotPaths) public static var lookahead: Int { 16 }
    /// Where a line that was asked for has arrived, and can tell whether the next one is needed too.
    @_spi(HotPaths) public static var overflowLookahead: Int { 6 }
}

/// A value for each request of a batch, in place: no allocation, and no look at who else has it at each change.
typealias BatchArray<Element> = InlineArray<64, Element>

/// Entries on their way into one tier.
struct PendingTier {
    /// How many there are; what stands behind them means nothing.
    private(set) var count = 0
    private var entries = BatchArray(repeating: Stamped(QueuedRegistration(line: 0, tier: 0, context: 0), stamp: 0))
    /// The place in the batch of the request that made each entry.
    private var requests = BatchArray<UInt8>(repeating: 0)

    /// Adds the entry of the request at `index` of the batch.
    @inline(__always)
    mutating func append(_ entry: QueuedRegistration, stamp: UInt64, request index: Int) {
        entries[count] = Stamped(entry, stamp: stamp)
        requests[count] = UInt8(truncatingIfNeeded: index)  // a batch has at most 64
        count &+= 1
    }

    /// The place in the batch of the request that made the entry at `index`.
    func request(_ index: Int) -> Int { Int(requests[index]) }

    /// Queues a prefix of the entries; returns its length.
    func enqueue(into queue: borrowing TieredQueue<QueuedRegistration>, tier: Int) -> Int {
        queue.enqueue(contentsOf: entries.span.extracting(first: count), tier: tier)
    }

    mutating func removeAll() { count = 0 }
}

/// What is needed to undo the entries of a batch that do not fit, by the place of their requests in the batch.
struct UndoLog {
    /// Which requests overwrote what their devices' rows held, and which used a token: a bit each.
    private var replacedBits: UInt64 = 0
    private var redeemedBits: UInt64 = 0
    private var replaced = BatchArray(repeating: RegistrationTable.Replaced())
    private var redemptions = BatchArray(repeating: TokenStore.Redemption())

    /// Keeps what the request at `index` changed.
    @inline(__always)
    mutating func record(
        request index: Int, replaced: RegistrationTable.Replaced?, redemption: TokenStore.Redemption?
    ) {
        if let replaced {
            self.replaced[index] = replaced
            replacedBits |= 1 &<< UInt64(truncatingIfNeeded: index)
        }
        if let redemption {
            redemptions[index] = redemption
            redeemedBits |= 1 &<< UInt64(truncatingIfNeeded: index)
        }
    }

    /// What the row of the request at `index` held before.
    func replaced(byRequest index: Int) -> RegistrationTable.Replaced? {
        replacedBits >> UInt64(index) & 1 != 0 ? replaced[index] : nil
    }

    /// The token that the request at `index` used.
    func redemption(byRequest index: Int) -> TokenStore.Redemption? {
        redeemedBits >> UInt64(index) & 1 != 0 ? redemptions[index] : nil
    }

    mutating func removeAll() { (replacedBits, redeemedBits) = (0, 0) }
}
