internal import LockFree
internal import SeededRandom
import Synchronization

/// `calendar`: a virtual queue in time. The default law.
///
/// V is the time up to which the controller's capacity is promised. A request whose wait V - now is within the target is
/// granted; a later one is denied, and the capacity at V is reserved for it: it comes back at a time of its own and is granted
/// then without a new promise. So with a true service rate each device asks at most twice and the last is served at about
/// N / mu, the least possible.
///
/// A denied device is told to come ahead of its capacity by the target wait: when it is back, about that much granted work is
/// still queued, and the server never idles at the edge of a slot.
///
/// Devices that do not come leave holes, which nobody else can fill who was told a later time. Two things keep the server
/// busy. While less than half the target wait is under way, whoever asks is lent what is promised to others: if those come after
/// all, they wait half the target longer, and nothing is lent until the queue is short again. And while a share of devices stays
/// away, promises shrink by that share (``MissedSlots/shrunk(_:at:)``), as an airline sells more seats than it has. That costs a
/// request one load while every slot is kept.
///
/// A batch takes the promises it may need with one exchange and gives back the rest at its end.
///
/// Source: "calendar" in the specification of admission.
public struct CalendarPolicy: AdmissionPolicy, ~Copyable {
    /// "calendar".
    public static var name: String { "calendar" }

    /// V, in nanoseconds. Written by any lane, twice per batch; any value below the current time means "nothing promised".
    private let promisedUntil = CacheLinePadded(Atomic<Int64>(.min))
    /// Denials without a reservation so far; each draws its time from its number. Written by any lane.
    private let unreserved = CacheLinePadded(Atomic<UInt64>(0))

    /// Which share of slots nobody came to.
    private let missed = MissedSlots()

    /// A law that has promised nothing.
    public init() {}

    /// Promises taken for one batch.
    public struct Batch {
        fileprivate var now: Int64
        /// Where the next promise begins.
        fileprivate var next: Int64
        /// Where those of this batch end.
        fileprivate let end: Int64
        fileprivate let step: Int64
        fileprivate let target: Nanoseconds
        fileprivate let retryMin: Nanoseconds
        fileprivate let retryMax: Nanoseconds
        fileprivate let granularity: Nanoseconds
        fileprivate var limit: GrantLimit
        /// How many requests this batch may still lend the capacity of others.
        fileprivate var loans = 0
        /// Where the promise of the last loan ends.
        fileprivate var loanEnd = Int64.min

        fileprivate init(
            now: Instant, start: Int64, end: Int64, step: Int64, load: Load, parameters: borrowing Parameters
        ) {
            self.now = now.nanoseconds
            next = start
            self.end = end
            self.step = step
            // A longer backlog of grants than a token lives would let tokens expire in it.
            target = min(parameters.targetWait, parameters.tokenTimeout.timeout(under: load))
            retryMin = parameters.retryMin
            retryMax = parameters.retryMax
            granularity = parameters.retryGranularity
            limit = GrantLimit(load: load, parameters: parameters)
        }
    }

    /// Takes `count` promises off the calendar.
    public borrowing func open(
        count: Int, load: Load, parameters: borrowing Parameters, at now: Instant
    ) -> Batch {
        let serviceStep = ServiceStep.nanoseconds(load: load, parameters: parameters)
        let step = missed.shrunk(serviceStep, at: now)
        let span = step &* Int64(count)
        // Relaxed: the word orders nothing but itself.
        var seen = promisedUntil.value.load(ordering: .relaxed)
        var start: Int64
        while true {
            start = max(seen, now.nanoseconds)
            let claim = promisedUntil.value.weakCompareExchange(
                expected: seen, desired: start &+ span, ordering: .relaxed)
            if claim.exchanged { break }
            seen = claim.original
        }
        var batch = Batch(
            now: now, start: start, end: start &+ span, step: step, load: load, parameters: parameters)
        if start &+ span &- now.nanoseconds > batch.target.count {
            batch.loans = Self.loans(underWay: load.underWay, step: serviceStep, target: batch.target)
        }
        return batch
    }

    /// How many registrations of length `step` bring the work under way up to half the target wait.
    @inline(__always)
    static func loans(underWay: Int, step: Int64, target: Nanoseconds) -> Int {
        let (work, overflow) = Int64(underWay).multipliedReportingOverflow(by: step)
        let room = target.count / 2
        guard !overflow, work < room else { return 0 }
        return Int((room - work) / step)
    }

    /// Grants within the target wait, reserves beyond. Priority requests are granted whatever the wait.
    @inline(__always)
    public borrowing func decide(
        _ registrationClass: RegistrationClass, _ batch: inout Batch
    ) -> AdmissionDecision {
        let wait = Nanoseconds(batch.next &- batch.now)
        let isDue = wait <= batch.target || registrationClass == .priority
        if isDue, batch.limit.allowsMore {
            batch.limit.take()
            batch.next &+= batch.step
            return .grant
        }
        if batch.loans > 0, batch.limit.allowsMore {
            batch.loans -= 1
            batch.limit.take()
            batch.next &+= batch.step
            batch.loanEnd = batch.next
            return .grant
        }
        let early = (wait - batch.target).roundedUp(toMultipleOf: batch.granularity)
        let retryAfter = max(early, batch.granularity, batch.retryMin)
        guard retryAfter <= batch.retryMax else {
            return .deny(retryAfter: nextUnreservedSpan(batch), reserves: false)
        }
        batch.next &+= batch.step
        return .deny(retryAfter: retryAfter, reserves: true)
    }

    /// Beyond the longest retry time nothing can be reserved, and the device must ask again in any case: at a time drawn from the
    /// later half of what is allowed, so that the devices beyond do not come back as one.
    @inline(never)
    private borrowing func nextUnreservedSpan(_ batch: borrowing Batch) -> Nanoseconds {
        var generator = SplitMix64(seed: unreserved.value.wrappingAdd(1, ordering: .relaxed).oldValue)
        let half = max(batch.retryMax.count / 2, 1)
        let drawn = Nanoseconds(half + Int64(generator.next().multipliedFullWidth(by: UInt64(half)).high))
        return min(max(drawn.roundedUp(toMultipleOf: batch.granularity), batch.retryMin), batch.retryMax)
    }

    /// Puts a promise back.
    public borrowing func withdraw(_ decision: AdmissionDecision, _ batch: inout Batch) {
        switch decision {
        case .grant:
            batch.limit.giveBack()
            if batch.next == batch.loanEnd { batch.loans += 1 }
            batch.next &-= batch.step
        case .deny(_, reserves: true): batch.next &-= batch.step
        case .deny: break
        }
    }

    /// Gives back the promises not used.
    public borrowing func close(_ batch: consuming Batch) {
        let unused = batch.end &- batch.next
        if unused != 0 { promisedUntil.value.wrappingSubtract(unused, ordering: .relaxed) }
    }

    /// Puts the capacity of a missed slot back on the calendar.
    public borrowing func release(at now: Instant, load: Load, parameters: borrowing Parameters) {
        let step = ServiceStep.nanoseconds(load: load, parameters: parameters)
        promisedUntil.value.wrappingSubtract(missed.shrunk(step, at: now), ordering: .relaxed)
        missed.add(step: step, at: now)
    }

    /// How far ahead capacity is promised at `now`; never negative. A figure for reports.
    public borrowing func promisedAhead(at now: Instant) -> Nanoseconds {
        max(Instant(nanoseconds: promisedUntil.value.load(ordering: .relaxed)) - now, .zero)
    }
}
