internal import LockFree
import Synchronization

/// A limit on the registrations under way, which a law adapts to what it observes: `aimd` and `gradient` differ only in how.
///
/// Under way is what holds a grant and is not queued yet, and what is queued. A request is granted while fewer are under way
/// than the limit; others come back at a time that the schedule deals. At most one lane adapts the limit per interval, so that
/// the law's speed depends on time and not on how many requests come.
///
/// Thread-safe; shared by all lanes. Within a batch what is under way grows by each grant; lanes that decide at the same time
/// may each grant the same room, so the limit is kept to within a batch per lane.
struct AdaptiveLimit: ~Copyable, Sendable {
    /// The limit, as the bits of a `Double`; zero before the first batch. Written by the lane that adapts, read by all. A lane
    /// that was stopped between claim and store puts an old limit back: it costs one interval.
    private let limit = CacheLinePadded(Atomic<UInt64>(0))
    /// When the limit may be adapted next, in nanoseconds. Written by exchange: who succeeds adapts.
    private let dueAt = CacheLinePadded(Atomic<Int64>(.min))
    private let schedule = RetrySchedule()

    /// What the decisions of one batch share.
    struct Batch {
        fileprivate var retries: RetrySchedule.Batch
        fileprivate var room: Int
        fileprivate var priorityRoom: GrantLimit
    }

    /// Reads the limit, adapted by `adapt` if that is due; `adapt` takes the limit and returns the next one. With `isClosed` only priority requests are granted.
    @inline(__always)
    func open(
        count: Int, isClosed: Bool, load: Load, parameters: borrowing Parameters, at now: Instant,
        adapt: (Double) -> Double
    ) -> Batch {
        var current = Double(bitPattern: limit.value.load(ordering: .relaxed))  // relaxed: a figure, no more
        // The first guess: the backlog that a controller of the assumed rate serves within the wait aimed at.
        if current == 0 { current = Self.bounded(load.serviceRate * parameters.targetWait.seconds, parameters) }
        if claimAdaptation(every: parameters.adaptationInterval, at: now) {
            current = Self.bounded(adapt(current), parameters)
            limit.value.store(current.bitPattern, ordering: .relaxed)
        }
        return Batch(
            retries: schedule.open(count: count, load: load, parameters: parameters, at: now),
            room: isClosed ? 0 : Int(current) - load.underWay,
            priorityRoom: GrantLimit(load: load, parameters: parameters))
    }

    /// Grants while there is room below the limit; priority requests as long as tokens may be outstanding at all.
    func decide(_ registrationClass: RegistrationClass, _ batch: inout Batch) -> AdmissionDecision {
        guard batch.room > 0 || registrationClass == .priority, batch.priorityRoom.allowsMore else {
            return .deny(retryAfter: schedule.deal(&batch.retries), reserves: false)
        }
        batch.room -= 1
        batch.priorityRoom.take()
        return .grant
    }

    /// Takes a grant or a retry time back.
    func withdraw(_ decision: AdmissionDecision, _ batch: inout Batch) {
        guard case .grant = decision else { return schedule.takeBack(&batch.retries) }
        batch.room += 1
        batch.priorityRoom.giveBack()
    }

    /// Returns the retry times not dealt.
    func close(_ batch: Batch) { schedule.close(batch.retries) }

    /// The limit of the moment, in registrations; zero before the first batch.
    var current: Double { Double(bitPattern: limit.value.load(ordering: .relaxed)) }

    /// Whether this lane adapts now. A clock that was set back does not stop the law: a due time further off than an interval
    /// counts as past.
    private func claimAdaptation(every interval: Nanoseconds, at now: Instant) -> Bool {
        let seen = dueAt.value.load(ordering: .relaxed)
        let next = (now + interval).nanoseconds
        guard seen <= now.nanoseconds || seen > next else { return false }
        // Relaxed: what the adapting lane reads and writes are figures, each whole by itself.
        return dueAt.value.compareExchange(expected: seen, desired: next, ordering: .relaxed).exchanged
    }

    /// `limit` within the parameters' bounds; the lower one where it is not a number.
    private static func bounded(_ limit: Double, _ parameters: borrowing Parameters) -> Double {
        let least = Double(max(parameters.underWayMin, 1))
        return limit >= least ? min(limit, max(Double(parameters.underWayMax), least)) : least
    }
}
