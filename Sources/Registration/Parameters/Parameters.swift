/// Every threshold and criterion of the controller, in one place (parameters 76 of figure 3, row S13).
///
/// A value: ``ParameterStore`` holds the current one and lanes pick up a change at their next batch. What is measured rather
/// than set stands in ``Load``.
public struct Parameters: Hashable, Sendable {
    // MARK: Tokens

    /// How long a token stays valid.
    public var tokenTimeout = TokenTimeoutRule.preset(.seconds(10))
    /// Whether a grant tells the device its timeout; the timeout holds either way.
    public var tellsTokenTimeout = true
    /// Whether a registration without a token counts as a token registration when the store has a grant for that device: the
    /// only form that SCCP and Cisco SIP phones have.
    public var matchesTokensByDevice = true
    /// A registration whose token is unknown, reused or another device's.
    public var invalidTokens = InvalidTokenRule.demoted
    /// A registration whose token came too late.
    public var expiredTokens = InvalidTokenRule.demoted
    /// Whether a request of no known type is queued as an initial registration (the alternative of figure 6, step 136) or
    /// refused (step 134).
    public var queuesUnclassified = true

    // MARK: Load

    /// The `threshold` law stops granting at this queue depth ...
    public var queueDepthHigh = 8_192
    /// ... and grants again below this one.
    public var queueDepthLow = 4_096
    /// The `threshold` law stops granting at this processor load, a fraction of 1 ...
    public var processorLoadHigh = 0.95
    /// ... and grants again below this one.
    public var processorLoadLow = 0.85
    /// Criteria for priority registrations.
    public var priorityCriteria = ClassCriteria.automatic
    /// Criteria for token registrations; they can refuse a valid token when the load has grown since the grant.
    public var tokenCriteria = ClassCriteria.automatic
    /// Criteria for initial and demoted registrations, applied before the law.
    public var initialCriteria = ClassCriteria.automatic

    // MARK: Rates

    /// Registrations a second that the controller is taken to serve until it has measured its own rate.
    public var assumedServiceRate = 1_000.0
    /// The share of the service rate that laws hand out; what is left absorbs estimation error.
    public var plannedUtilisation = 1.0
    /// The wait in the queue that laws aim at. `calendar`: a request is granted at once up to it; the backlog that keeps the
    /// server from idling. `aimd`: dt, where its limit begins to shrink.
    public var targetWait = Nanoseconds.seconds(1)
    /// `calendar`: how late a device may come to its slot.
    public var slotGrace = Nanoseconds.seconds(5)
    /// `calendar`: how early a device may come to its slot. Devices that wait as told never do; one that asks each few seconds
    /// whatever it is told would otherwise come before its slot, and then after it, and leave it empty.
    public var slotLead = Nanoseconds.seconds(5)
    /// `tokenBucket`: tolerance for token and initial requests, as time of service (TAU1 of RFC 7415).
    public var bucketTolerance = Nanoseconds.milliseconds(500)
    /// `tokenBucket`: tolerance for priority requests (TAU2 of RFC 7415); larger, so that they pass when others do not.
    public var priorityBucketTolerance = Nanoseconds.seconds(1)
    /// `aimd`, `gradient`: how often the limit is adapted; about a round trip of a device.
    public var adaptationInterval = Nanoseconds.milliseconds(50)
    /// `aimd`, `gradient`: the limit on registrations under way is never lower ...
    public var underWayMin = 20
    /// ... and never higher.
    public var underWayMax = 1_000_000
    /// `aimd`: what the limit grows by per request of an interval; at least by one. Breakwater's a.
    public var additiveIncrease = 0.001
    /// `aimd`: the share of the limit taken off for each multiple of ``targetWait`` that the wait exceeds it by. Breakwater's b.
    public var multiplicativeDecrease = 0.02
    /// `gradient`: how many times the usual a registration may take before the limit shrinks.
    public var gradientTolerance = 1.5
    /// `gradient`: the share of the newly computed limit in the next one.
    public var gradientSmoothing = 0.2
    /// `gradient`: registrations that may queue at any time.
    public var gradientAllowance = 4.0

    // MARK: Denials

    /// Whether denials are answered, or denied requests silently discarded.
    public var answersDenials = true
    /// Whether a device hears that its registration is queued before it hears that it is done.
    public var answersQueued = true
    /// How retry times are chosen where the law has no slots of its own.
    public var retryRule = RetryRule.staggered
    /// No retry time is shorter.
    public var retryMin = Nanoseconds.milliseconds(1)
    /// No retry time is longer.
    public var retryMax = Nanoseconds.seconds(3_600)
    /// Retry times are whole multiples of this: one second where the wire carries seconds.
    public var retryGranularity = Nanoseconds.milliseconds(1)
    /// A device denied this many times in a row is granted as a priority request would be; at most 15, 0 for never.
    public var denialsUntilPriority = 8

    // MARK: Priority

    /// Whether a priority tag in a request is honoured.
    public var honoursPriorityTags = true
    /// Whether gateways register with priority.
    public var gatewaysHavePriority = true
    /// Devices that register with priority by name.
    public var criticalDevices: Set<DeviceName> = []

    /// The defaults above.
    public init() {}

    func criteria(for registrationClass: RegistrationClass) -> ClassCriteria {
        switch registrationClass {
        case .priority: priorityCriteria
        case .token: tokenCriteria
        case .initial: initialCriteria
        }
    }
}
