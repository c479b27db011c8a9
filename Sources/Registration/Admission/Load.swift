/// What a law sees of the controller's load when it decides (step 102 of figure 5).
public struct Load: Hashable, Sendable, BitwiseCopyable {
    /// Requests in the registration queue, all tiers.
    public var queueDepth: Int
    /// The processor's use as a fraction of 1, as last reported to the controller.
    public var processorLoad: Double
    /// Registrations the controller can serve a second, estimated from what it completed while busy.
    public var serviceRate: Double
    /// Tokens granted and neither redeemed nor known to be expired.
    public var outstandingGrants: Int
    /// When the oldest request of the queue arrived, whatever its tier; in the distant future when none waits, or when the law
    /// does not read it.
    public var oldestArrival: Instant

    /// A load of these measurements.
    public init(
        queueDepth: Int, processorLoad: Double, serviceRate: Double, outstandingGrants: Int,
        oldestArrival: Instant = .distantFuture
    ) {
        self.queueDepth = queueDepth
        self.processorLoad = processorLoad
        self.serviceRate = serviceRate
        self.outstandingGrants = outstandingGrants
        self.oldestArrival = oldestArrival
    }

    /// How long the oldest request has waited at `now`; zero when none waits.
    public func headWait(at now: Instant) -> Nanoseconds { max(now - oldestArrival, .zero) }

    /// Registrations under way: granted and not queued yet, and queued.
    public var underWay: Int { queueDepth &+ outstandingGrants }
}
