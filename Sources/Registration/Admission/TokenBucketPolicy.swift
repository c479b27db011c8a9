internal import LockFree
import Synchronization

/// `tokenBucket`: the leaky bucket of RFC 7415 section 3.5, with one tolerance per class.
///
/// The RFC keeps a fill X and the time of the last conforming request; X leaks at one per time unit and each admission adds
/// T = 1 / rate. Kept here as the one number "time at which the bucket is empty" (X = that time - now), so that an admission
/// is one exchange. A request is admitted when X is at most its class's tolerance.
public struct TokenBucketPolicy: AdmissionPolicy, ~Copyable {
    /// "tokenBucket".
    public static var name: String { "tokenBucket" }

    /// When the bucket is empty, in nanoseconds. Written by any lane.
    private let emptyAt = CacheLinePadded(Atomic<Int64>(.min))
    private let schedule = RetrySchedule()

    /// A law with an empty bucket.
    public init() {}

    /// The share of the bucket that one batch fills.
    public struct Batch {
        fileprivate var retries: RetrySchedule.Batch
        fileprivate var now: Int64
        fileprivate var step: Int64
        fileprivate var tolerance: Int64
        fileprivate var priorityTolerance: Int64
        fileprivate var limit: GrantLimit
    }

    /// Reads rate and tolerances.
    public borrowing func open(
        count: Int, load: Load, parameters: borrowing Parameters, at now: Instant
    ) -> Batch {
        Batch(
            retries: schedule.open(count: count, load: load, parameters: parameters, at: now), now: now.nanoseconds,
            step: ServiceStep.nanoseconds(load: load, parameters: parameters),
            tolerance: parameters.bucketTolerance.count, priorityTolerance: parameters.priorityBucketTolerance.count,
            limit: GrantLimit(load: load, parameters: parameters))
    }

    /// Adds one request to the bucket, if its tolerance allows.
    public borrowing func decide(
        _ registrationClass: RegistrationClass, _ batch: inout Batch
    ) -> AdmissionDecision {
        let tolerance = registrationClass == .priority ? batch.priorityTolerance : batch.tolerance
        var seen = emptyAt.value.load(ordering: .relaxed)  // relaxed: the word orders nothing but itself
        while batch.limit.allowsMore {
            let start = max(seen, batch.now)
            guard start - batch.now <= tolerance else { break }
            let claim = emptyAt.value.weakCompareExchange(
                expected: seen, desired: start &+ batch.step, ordering: .relaxed)
            if claim.exchanged {
                batch.limit.take()
                return .grant
            }
            seen = claim.original
        }
        return .deny(retryAfter: schedule.deal(&batch.retries), reserves: false)
    }

    /// Takes a grant out of the bucket again, or a retry time back.
    public borrowing func withdraw(_ decision: AdmissionDecision, _ batch: inout Batch) {
        guard case .grant = decision else { return schedule.takeBack(&batch.retries) }
        emptyAt.value.wrappingSubtract(batch.step, ordering: .relaxed)
        batch.limit.giveBack()
    }

    /// Returns the retry times not dealt.
    public borrowing func close(_ batch: consuming Batch) { schedule.close(batch.retries) }
}
