internal import LockFree
import Synchronization

/// `aimd`: Breakwater's law. Additive increase, multiplicative decrease, steered by how long the head of the queue waits.
///
/// The limit C counts registrations under way. Once an interval, with d the wait of the queue's head, dt the wait aimed at and n
/// the requests since the last adaptation:
///
///     d < dt:   C += max(a * n, 1)
///     d >= dt:  C *= max(1 - b * (d - dt) / dt, 0.5)
///
/// Beyond 2 dt nothing but priority is granted (the paper's queue management). C does not grow while less than half of it is
/// used: a limit that nobody reaches says nothing about the controller, and must not be large when the storm comes. Denied
/// devices get staggered retry times.
///
/// Needs no service rate, so it suits a controller whose rate is unknown or changes; it pays for that with a queue that swings
/// around the wait aimed at.
///
/// Source: Cho et al., "Overload Control for us-scale RPCs with Breakwater" (OSDI 2020), section 4; "aimd" in the
/// specification of admission.
public struct BreakwaterPolicy: AdmissionPolicy, ~Copyable {
    /// "aimd".
    public static var name: String { "aimd" }
    /// The head's wait is what the law steers by.
    public static var readsQueueHead: Bool { true }

    private let limit = AdaptiveLimit()
    /// Requests since the limit was last adapted. Added to by any lane, once per batch; taken by the lane that adapts.
    private let asked = CacheLinePadded(Atomic<Int>(0))

    /// A law with no history.
    public init() {}

    /// The room below the limit.
    public struct Batch {
        fileprivate var share: AdaptiveLimit.Batch
    }

    /// Adapts the limit if that is due, and reads it.
    public borrowing func open(
        count: Int, load: Load, parameters: borrowing Parameters, at now: Instant
    ) -> Batch {
        asked.value.wrappingAdd(count, ordering: .relaxed)  // relaxed: a count, no more
        let wait = load.headWait(at: now)
        let target = max(parameters.targetWait, Nanoseconds(1))
        let share = limit.open(
            count: count, isClosed: wait > target + target, load: load, parameters: parameters, at: now
        ) { current in
            let clients = asked.value.exchange(0, ordering: .relaxed)
            let step = Step(
                increase: parameters.additiveIncrease, decrease: parameters.multiplicativeDecrease,
                clientCount: clients, wait: wait, target: target, underWay: load.underWay)
            return step.next(after: current)
        }
        return Batch(share: share)
    }

    /// Grants while there is room below the limit.
    public borrowing func decide(
        _ registrationClass: RegistrationClass, _ batch: inout Batch
    ) -> AdmissionDecision {
        limit.decide(registrationClass, &batch.share)
    }

    /// Takes a grant or a retry time back.
    public borrowing func withdraw(_ decision: AdmissionDecision, _ batch: inout Batch) {
        limit.withdraw(decision, &batch.share)
    }

    /// Returns the retry times not dealt.
    public borrowing func close(_ batch: consuming Batch) { limit.close(batch.share) }

    /// How many registrations may be under way now; zero before the first request. A figure for reports.
    public borrowing func limitUnderWay() -> Double { limit.current }
}

extension BreakwaterPolicy {
    /// One adaptation of the limit, from what was observed.
    struct Step {
        /// `a`: credits more per client and interval.
        var increase: Double
        /// `b`: the share taken off for each multiple of the target by which the wait exceeds it.
        var decrease: Double
        /// `n`.
        var clientCount: Int
        /// `d`.
        var wait: Nanoseconds
        /// `dt`, above zero.
        var target: Nanoseconds
        var underWay: Int

        /// The limit that follows `limit`.
        func next(after limit: Double) -> Double {
            guard wait < target else {
                let excess = (wait - target).seconds / target.seconds
                return limit * max(1 - decrease * excess, 0.5)
            }
            guard Double(underWay) >= limit / 2 else { return limit }
            return limit + max(increase * Double(clientCount), 1)
        }
    }
}
