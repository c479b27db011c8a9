/// When a request over UDP that is not answered is sent again, and when it is given up: 500 ms after it was sent, then after twice the last
/// wait, but never more than 4 s, until 32 s are over (RFC 3261 section 17.1.2.2, timers E and F).
///
/// Each of these waits has a length of its own, so those who wait for the same one are due in the order in which they came: a row for each, and
/// no heap. What was answered meanwhile is found to be so when it is due.
struct RetransmissionSchedule {
    private struct Wait {
        var due: Int64
        var number: FlightTable.Number
    }

    /// A row of waits of one length, the earliest first.
    private struct Row {
        private var waits: [Wait] = []
        private var first = 0

        var next: Wait? { first < waits.count ? waits[first] : nil }

        mutating func append(_ wait: Wait) { waits.append(wait) }

        mutating func removeFirst() {
            first += 1
            // Each entry is moved at most once for as many as were taken out before it.
            guard first >= 1_024, first * 2 >= waits.count else { return }
            waits.removeSubrange(0..<first)
            first = 0
        }
    }

    /// The waits, in nanoseconds: ten sends in all, and the rest of 32 s after the last.
    static let waits: [Int64] = {
        var waits: [Int64] = []
        var wait: Int64 = 500_000_000
        var total: Int64 = 0
        while total + wait < 32_000_000_000 {
            waits.append(wait)
            total += wait
            wait = min(2 * wait, 4_000_000_000)
        }
        return waits + [32_000_000_000 - total]
    }()

    private var rows = waits.map { _ in Row() }

    /// A schedule in which nothing waits.
    init() {}

    /// Has a request, sent at `now` and sent again `retransmissionCount` times before, wait for its answer. Amortised O(1).
    mutating func await(_ number: FlightTable.Number, retransmissionCount: Int, from now: Int64) {
        rows[retransmissionCount].append(Wait(due: now + Self.waits[retransmissionCount], number: number))
    }

    /// When the next wait is over.
    var nextDue: Int64? { rows.compactMap { $0.next?.due }.min() }

    /// A wait that is over by `now`; the request may have been answered since.
    mutating func popDue(by now: Int64) -> FlightTable.Number? {
        for row in rows.indices {
            guard let wait = rows[row].next, wait.due <= now else { continue }
            rows[row].removeFirst()
            return wait.number
        }
        return nil
    }
}
