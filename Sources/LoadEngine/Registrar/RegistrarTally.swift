internal import DeviceFleet

/// What a worker counted of a registrar.
struct RegistrarTally: Sendable {
    /// The tally of every run.
    var worker: WorkerTally
    /// What its link counted.
    var link: LinkCounts
    /// Registrations that were never answered, by tier.
    var unanswered: [UInt64]
    /// Token requests that were never answered.
    var unansweredTokenRequests: UInt64
    /// Registrations of devices that the registrar had forgotten, beyond those of the plan.
    var repeatedRegistrations: UInt64
    /// Devices that the registrar denied until the run gave up waiting.
    var deniedToTheEnd: UInt64
    /// Whether arrivals had to wait because as many devices were on their way as may be.
    var reachedInFlightMax: Bool

    /// Adds what another worker counted.
    mutating func add(_ other: RegistrarTally) {
        worker.add(other.worker)
        link.add(other.link)
        for tier in unanswered.indices { unanswered[tier] += other.unanswered[tier] }
        unansweredTokenRequests += other.unansweredTokenRequests
        repeatedRegistrations += other.repeatedRegistrations
        deniedToTheEnd += other.deniedToTheEnd
        reachedInFlightMax = reachedInFlightMax || other.reachedInFlightMax
    }
}
