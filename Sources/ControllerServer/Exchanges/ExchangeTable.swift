internal import Registration

/// The exchanges of one event loop, found by their number; and when each has to have heard from its peer.
///
/// Bounded: a full table takes no more. Slots are used again, the one that was left last first, so that few devices touch little memory.
/// Deadlines are no timers: the loop looks at all of them now and then, which for ten thousand takes some microseconds, where as many
/// timers would each take memory, and work at each message.
struct ExchangeTable {
    private struct Slot {
        var exchange: (any Exchange)?
        /// Of the exchange in the slot, or of the next one.
        var generation: UInt32
        /// The next free slot while this one is free; -1 at the end.
        var nextFree: Int32
    }

    private let loop: Int
    private let capacity: Int
    private var slots: [Slot] = []
    /// In nanoseconds; `.max` for none. Apart from the slots: they are all looked at again and again.
    private var deadlines: [Int64] = []
    private var firstFree: Int32 = -1
    /// Exchanges in the table.
    private(set) var count = 0

    /// A table of the loop at index `loop` for up to `capacity` exchanges.
    init(loop: Int, capacity: Int) {
        self.loop = loop
        self.capacity = min(max(capacity, 0), ExchangeID.slotCountMax)
    }

    /// Whether it takes one more.
    var hasRoom: Bool { count < capacity }

    /// Enters an exchange without a deadline; `nil` when the table is full.
    mutating func insert(_ exchange: any Exchange) -> ExchangeID? {
        guard hasRoom else { return nil }
        count += 1
        if firstFree >= 0 {
            let slot = Int(firstFree)
            firstFree = slots[slot].nextFree
            slots[slot].exchange = exchange
            return ExchangeID(loop: loop, slot: slot, generation: slots[slot].generation)
        }
        slots.append(Slot(exchange: exchange, generation: 1, nextFree: -1))
        deadlines.append(.max)
        return ExchangeID(loop: loop, slot: slots.count - 1, generation: 1)
    }

    /// The exchange with this number, if it is still there.
    subscript(id: ExchangeID) -> (any Exchange)? {
        guard isPresent(id) else { return nil }
        return slots[id.slot].exchange
    }

    /// Takes an exchange out; does nothing when it has gone.
    mutating func remove(_ id: ExchangeID) {
        guard isPresent(id) else { return }
        slots[id.slot].exchange = nil
        slots[id.slot].generation &+= 1
        slots[id.slot].nextFree = firstFree
        deadlines[id.slot] = .max
        firstFree = Int32(id.slot)
        count -= 1
    }

    /// Sets when the exchange must have heard from its peer; `.distantFuture` for never.
    mutating func setDeadline(_ deadline: Instant, of id: ExchangeID) {
        guard isPresent(id) else { return }
        deadlines[id.slot] = deadline.nanoseconds
    }

    /// Takes out the exchanges' deadlines that have passed at `now`, and returns whose they were. Linear in the slots.
    mutating func takePassedDeadlines(at now: Instant) -> [any Exchange] {
        var passed: [any Exchange] = []
        for slot in deadlines.indices where deadlines[slot] <= now.nanoseconds {
            deadlines[slot] = .max
            if let exchange = slots[slot].exchange { passed.append(exchange) }
        }
        return passed
    }

    /// All exchanges.
    var all: [any Exchange] { slots.compactMap(\.exchange) }

    private func isPresent(_ id: ExchangeID) -> Bool {
        id.loop == loop && id.slot < slots.count && slots[id.slot].generation == id.generation
            && slots[id.slot].exchange != nil
    }
}
