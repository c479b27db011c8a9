/// What one worker did; added up over workers at the end.
struct WorkerTally: Sendable {
    /// Arrivals of the plan that were sent.
    var arrivalsSent: UInt64 = 0
    /// When the last of them was.
    var lastArrivalAt: Int64 = .min
    /// Whether the plan's arrivals were sent to the last.
    var hasSentAll = true
    var tokenRequests: UInt64 = 0
    var registrationRequests: UInt64 = 0
    var grants: UInt64 = 0
    var denials: UInt64 = 0
    var discards: UInt64 = 0
    /// Registrations that were served.
    var acknowledged: UInt64 = 0
    var failures: UInt64 = 0
    /// Devices that still waited for their time when the worker ended.
    var waiting: UInt64 = 0
    /// Acknowledgments that came before an earlier one of the same sender and tier.
    var orderViolations: UInt64 = 0
    /// Heap bytes this worker's thread allocated after its first batches; `nil` without jemalloc.
    var allocatedBytes: UInt64? = 0
    /// Requests sent while those were counted.
    var requestsCounted: UInt64 = 0
    var startedAt: Int64 = .max
    var endedAt: Int64 = .min

    mutating func add(_ other: WorkerTally) {
        arrivalsSent += other.arrivalsSent
        lastArrivalAt = max(lastArrivalAt, other.lastArrivalAt)
        hasSentAll = hasSentAll && other.hasSentAll
        tokenRequests += other.tokenRequests
        registrationRequests += other.registrationRequests
        grants += other.grants
        denials += other.denials
        discards += other.discards
        acknowledged += other.acknowledged
        failures += other.failures
        waiting += other.waiting
        orderViolations += other.orderViolations
        allocatedBytes = allocatedBytes.flatMap { bytes in other.allocatedBytes.map { bytes + $0 } }
        requestsCounted += other.requestsCounted
        startedAt = min(startedAt, other.startedAt)
        endedAt = max(endedAt, other.endedAt)
    }
}
