internal import LockFree
import Synchronization

/// `gradient`: Gradient2 on the registrations in service. The limit follows the ratio of the usual time in the controller to the
/// present one.
///
/// Once an interval, with `short` the time that a registration spends in the controller now (the wait of the queue's head, one
/// service, and one interval, below which times cannot be told apart), and `long` its average over about 600 adaptations:
///
///     g = max(0.5, min(1, tolerance * long / short))
///     L = (1 - s) * L + s * (g * L + q)
///
/// L does not grow while less than half of it is used. The average is kept to what the wait aimed at allows: without that it
/// follows a queue that only grows, and the law with it; and it falls by a twentieth whenever it is more than twice the present
/// time, so that a storm that has passed is soon forgotten. Denied devices get staggered retry times.
///
/// Source: Gradient2 of Netflix's concurrency-limits; "gradient" in the specification of admission.
public struct GradientPolicy: AdmissionPolicy, ~Copyable {
    /// "gradient".
    public static var name: String { "gradient" }
    /// The head's wait is most of a registration's time in the controller.
    public static var readsQueueHead: Bool { true }

    private let limit = AdaptiveLimit()
    /// `long` in seconds, as the bits of a `Double`; zero while unknown. Written and read by the lane that adapts.
    private let usual = CacheLinePadded(Atomic<UInt64>(0))

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
        let share = limit.open(count: count, isClosed: false, load: load, parameters: parameters, at: now) { current in
            let resolution = max(parameters.adaptationInterval.seconds, 1e-9)
            let service = 1 / max(load.serviceRate, 1e-3)
            let step = Step(
                tolerance: parameters.gradientTolerance, smoothing: parameters.gradientSmoothing,
                allowance: parameters.gradientAllowance,
                present: load.headWait(at: now).seconds + service + resolution,
                usualMax: parameters.targetWait.seconds + service + resolution, underWay: load.underWay)
            // Relaxed: only the adapting lane looks at it.
            let (next, average) = step.next(
                after: current, usual: Double(bitPattern: usual.value.load(ordering: .relaxed)))
            usual.value.store(average.bitPattern, ordering: .relaxed)
            return next
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

extension GradientPolicy {
    /// One adaptation of the limit, from what was observed. Times are in seconds.
    struct Step {
        /// How much longer than usual a registration may take without the limit shrinking; 1.5 for half as long again.
        var tolerance: Double
        /// `s`: the share of the new limit in the next one.
        var smoothing: Double
        /// `q`: registrations that may queue at any time.
        var allowance: Double
        /// `short`; above zero.
        var present: Double
        /// `long` never exceeds this.
        var usualMax: Double
        var underWay: Int

        /// The weight of one sample in an average over 600.
        private static var weight: Double { 2.0 / 601 }

        /// The limit and the usual time that follow `limit` and `usual`; a usual time of zero is unknown.
        func next(after limit: Double, usual: Double) -> (limit: Double, usual: Double) {
            var average = usual > 0 ? usual + Self.weight * (present - usual) : present
            if average > 2 * present { average *= 0.95 }
            average = min(average, usualMax)
            let gradient = max(0.5, min(1, tolerance * average / present))
            let next = (1 - smoothing) * limit + smoothing * (gradient * limit + allowance)
            let mayGrow = Double(underWay) >= limit / 2
            return (mayGrow ? next : min(next, limit), average)
        }
    }
}
