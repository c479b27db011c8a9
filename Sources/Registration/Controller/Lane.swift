internal import LockFree

extension Controller where Law: ~Copyable {
    /// What one thread brings to its calls: counters that only it writes, its source of token secrets, its copy of the
    /// parameters, its turn of the queue's discipline, and room for one batch.
    ///
    /// Owned by one thread at a time; not longer than the controller. Passed as `inout` throughout, by those who only read it as well: the
    /// compiler may copy what is lent, here 12 KB.
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
        var pending = InlineArray<3, PendingTier> { _ in PendingTier() }
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

/// How many requests the core works on at once, and how it asks for their memory.
@_spi(HotPaths) public enum BatchSize {
    /// Requests of one batch.
    @_spi(HotPaths) public static var max: Int { 64 }
    /// A batch goes by groups of so many. The homes of a group are asked for while the group before it is worked on, so that the waits
    /// overlap with the work; no more at once, or the processor waits for its own requests. Before a group is worked on all its
    /// homes are looked at in a row: what has not arrived, as in tables whose addresses take long to translate, is waited for
    /// together.
    @_spi(HotPaths) public static var group: Int { 16 }

    /// The places of the group at `start` in a batch of `count`.
    @inline(__always)
    @_spi(HotPaths) public static func group(at start: Int, of count: Int) -> Range<Int> {
        Swift.min(start, count)..<Swift.min(start &+ group, count)
    }
}

/// A value for each request of a batch, in place: no allocation, and no look at who else has it at each change.
typealias BatchArray<Element> = InlineArray<64, Element>

/// Entries on their way into one tier. Not copyable: it is large, and a copy by mistake would cost as much as the batch.
struct PendingTier: ~Copyable {
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
    mutating func enqueue(into queue: borrowing TieredQueue<QueuedRegistration>, tier: Int) -> Int {
        queue.enqueue(contentsOf: entries.span.extracting(first: count), tier: tier)
    }

    mutating func removeAll() { count = 0 }
}

/// What is needed to undo the entries of a batch that do not fit, by the place of their requests in the batch. Not copyable, as above.
struct UndoLog: ~Copyable {
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
