internal import LockFree
import Synchronization

/// `threshold`: the source document's law, with hysteresis.
///
/// Grants while the queue is shorter than `queueDepthHigh` and the processor less loaded than `processorLoadHigh`. Once either
/// is reached it denies until both are below their low marks, so that a load near a threshold does not flip every answer.
/// Within a batch the depth is taken to grow by each grant.
public struct ThresholdPolicy: AdmissionPolicy, ~Copyable {
    /// "threshold".
    public static var name: String { "threshold" }

    /// Whether the high mark was reached and the low marks not yet since. Written and read by any lane; a hint whose
    /// lateness costs at most one batch.
    private let isClosed = CacheLinePadded(Atomic<Bool>(false))
    private let schedule = RetrySchedule()

    /// A law that begins by granting.
    public init() {}

    /// The load of the moment, and the marks.
    public struct Batch {
        fileprivate var retries: RetrySchedule.Batch
        fileprivate var isClosed: Bool
        fileprivate var room: Int
        fileprivate var limit: GrantLimit
    }

    /// Applies the hysteresis to the load of the moment.
    public borrowing func open(
        count: Int, load: Load, parameters: borrowing Parameters, at now: Instant
    ) -> Batch {
        var closed = isClosed.value.load(ordering: .relaxed)  // relaxed: see the field
        let isHigh =
            load.queueDepth >= parameters.queueDepthHigh || load.processorLoad >= parameters.processorLoadHigh
        let isLow = load.queueDepth < parameters.queueDepthLow && load.processorLoad < parameters.processorLoadLow
        if isHigh != closed, isHigh || isLow {
            closed = isHigh
            isClosed.value.store(closed, ordering: .relaxed)
        }
        return Batch(
            retries: schedule.open(count: count, load: load, parameters: parameters, at: now), isClosed: closed,
            room: parameters.queueDepthHigh - load.queueDepth, limit: GrantLimit(load: load, parameters: parameters))
    }

    /// Grants while there is room below the high mark; priority requests as long as tokens may be outstanding at all.
    public borrowing func decide(
        _ registrationClass: RegistrationClass, _ batch: inout Batch
    ) -> AdmissionDecision {
        let hasRoom = registrationClass == .priority || (!batch.isClosed && batch.room > 0)
        guard hasRoom, batch.limit.allowsMore else {
            return .deny(retryAfter: schedule.deal(&batch.retries), reserves: false)
        }
        batch.room -= 1
        batch.limit.take()
        return .grant
    }

    /// Takes a grant or a retry time back.
    public borrowing func withdraw(_ decision: AdmissionDecision, _ batch: inout Batch) {
        guard case .grant = decision else { return schedule.takeBack(&batch.retries) }
        batch.room += 1
        batch.limit.giveBack()
    }

    /// Returns the retry times not dealt.
    public borrowing func close(_ batch: consuming Batch) { schedule.close(batch.retries) }
}
