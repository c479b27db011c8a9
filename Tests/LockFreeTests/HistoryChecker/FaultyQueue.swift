import TestSupport

/// A tiered ring under a lock, in strict order, with one planted fault that strikes in about one call of twenty.
final class FaultyQueue: RecordableQueue {
    /// What is wrong with the queue.
    enum Fault: String, Sendable, CaseIterable {
        /// Nothing: the control.
        case none
        /// Accepts a value and does not keep it.
        case losesValue
        /// Hands a value out and does not remove it.
        case keepsValue
        /// Hands out the second value before the first.
        case swapsNeighbours
        /// Says that it is empty when it is not.
        case claimsEmptiness
        /// Says that it is full when it is not.
        case claimsFullness
        /// Serves the worst tier first.
        case swapsTiers
        /// Takes the slot of one lap before for a free one: positions that differ by the capacity look the same.
        case confusesLaps
        /// Shows a slot before the value is written, and a reader is there first: it finds the lap before's value.
        case publishesEarly
        /// Publishes the first and the last value of a batch, and forgets the group between them.
        case forgetsGroup
        /// Takes the word of a group of the lap before, and hands out what it left in its slots.
        case believesOldGroup
        /// Puts the values of a batch in backwards.
        case reversesBatch
        /// Puts the value that was last in the queue between the first two values of a batch.
        case splitsBatch
        /// Accepts more than fits.
        case overfills
        /// Reads half of one value and half of another.
        case tearsValue

        /// All but the control.
        static var faults: [Fault] { allCases.filter { $0 != .none } }

        /// What the checker must find.
        var evidence: HistoryViolation.Kind? {
            switch self {
            case .none: nil
            case .losesValue, .forgetsGroup: .lostValue
            case .keepsValue, .confusesLaps, .publishesEarly, .believesOldGroup: .valueTwice
            case .swapsNeighbours, .reversesBatch: .outOfOrder
            case .claimsEmptiness: .falseEmpty
            case .claimsFullness: .falseFull
            case .swapsTiers: .tierInversion
            case .splitsBatch: .splitBatch
            case .overfills: .overCapacity
            case .tearsValue: .valueFromNowhere
            }
        }
    }

    private let fault: Fault
    private let capacity: Int
    private let state: SpinLocked<State>

    /// A queue of `tierCount` tiers of `capacity` values each.
    init(_ fault: Fault, tierCount: Int, capacity: Int, seed: UInt64) {
        self.fault = fault
        self.capacity = capacity
        // Room for what only the overfilling queue may accept.
        let slotCount = fault == .overfills ? capacity * 4 : capacity
        let tier = Tier(slots: Array(repeating: 0, count: slotCount))
        state = SpinLocked(State(tiers: Array(repeating: tier, count: tierCount), random: SeededGenerator(seed: seed)))
    }

    func enqueue(_ values: [UInt64], tier: Int) -> Int {
        state.withLock { state in
            let strikes = state.random.oneIn(20)
            if strikes, fault == .claimsFullness { return 0 }
            var free = capacity - state.tiers[tier].count
            if strikes, fault == .confusesLaps, free == 0 { free = 1 }
            if strikes, fault == .overfills { free = min(free + 3, capacity * 4 - state.tiers[tier].count) }
            var accepted = Array(values.prefix(max(free, 0)))
            let acceptedCount = accepted.count
            if strikes, fault == .losesValue { accepted = Array(accepted.dropLast()) }
            if strikes, fault == .forgetsGroup, acceptedCount > 2 {
                accepted = [accepted[0], accepted[acceptedCount - 1]]
            }
            if strikes, fault == .reversesBatch { accepted.reverse() }
            let mayWriteLate = strikes && fault == .publishesEarly
            for value in accepted { state.tiers[tier].append(value, writesLate: mayWriteLate) }
            if strikes, fault == .splitsBatch, acceptedCount > 1 {
                state.tiers[tier].swap(acceptedCount + 1, acceptedCount, fromEnd: true)
            }
            return acceptedCount
        }
    }

    func dequeue(upTo countMax: Int) -> [UInt64] {
        state.withLock { state in
            let strikes = state.random.oneIn(20)
            if strikes, fault == .claimsEmptiness { return [] }
            var values: [UInt64] = []
            let order = Array(state.tiers.indices)
            for tier in strikes && fault == .swapsTiers ? order.reversed() : order {
                if strikes, fault == .swapsNeighbours { state.tiers[tier].swap(0, 1, fromEnd: false) }
                while values.count < countMax, let value = state.tiers[tier].takeFirst() {
                    values.append(value)
                    if strikes, fault == .keepsValue { state.tiers[tier].head -= 1 }
                    if strikes, fault == .keepsValue || fault == .tearsValue { break }
                }
            }
            if strikes, fault == .believesOldGroup, values.isEmpty {
                return state.tiers[0].left(countMax)
            }
            if strikes, fault == .tearsValue, let last = values.popLast() { values.append(last ^ 1 << 60) }
            return values
        }
    }

    private struct State {
        var tiers: [Tier]
        var random: SeededGenerator
    }

    /// A ring of values: those at positions `head` up to, not including, `tail` are in it.
    private struct Tier {
        var slots: [UInt64]
        var head = 0
        var tail = 0
        /// Values that are still to be written, by slot.
        var late: [Int: UInt64] = [:]

        var count: Int { tail - head }

        mutating func append(_ value: UInt64, writesLate: Bool) {
            let slot = tail % slots.count
            if writesLate { late[slot] = value } else { slots[slot] = value }
            tail += 1
        }

        /// What up to `countMax` slots still hold of the lap before.
        func left(_ countMax: Int) -> [UInt64] {
            (0..<countMax).map { slots[(head + $0) % slots.count] }.filter { $0 != 0 }
        }

        mutating func takeFirst() -> UInt64? {
            guard count > 0 else { return nil }
            let slot = head % slots.count
            head += 1
            let value = slots[slot]
            // The late write comes now, to a slot that has been read.
            if let written = late.removeValue(forKey: slot) { slots[slot] = written }
            return value
        }

        /// Exchanges two values, counted from the first or, from 1, from the end; does nothing if there are too few.
        mutating func swap(_ first: Int, _ second: Int, fromEnd: Bool) {
            guard count > max(first, second) else { return }
            let positions = fromEnd ? (tail - first, tail - second) : (head + first, head + second)
            slots.swapAt(positions.0 % slots.count, positions.1 % slots.count)
        }
    }
}
