public import Devices
public import Registration

/// A way to meet a storm: a controller's law, its parameters, and how devices wait. The ten of the specification of admission.
///
/// The first five are what is deployed today. They differ from the other laws in that a queued device hears nothing until it is
/// registered, so its patience ends while it waits (row S10: "progress").
public enum StormLaw: String, CaseIterable, Hashable, Sendable {
    /// Grants everything.
    case open
    /// `threshold` of 1,000 queued, and every denied device waits 60 s: chan-sccp's back-off.
    case fixed60
    /// `threshold`, and every denied device waits 5 s: Kamailio's example.
    case retryAfter5
    /// `threshold`, and denied devices wait by full jitter.
    case fullJitter
    /// `threshold`, and denied devices wait by RFC 5626 section 4.5.
    case rfc5626
    /// The source document's law with hysteresis and staggered retry times.
    case threshold
    /// The leaky bucket of RFC 7415.
    case tokenBucket
    /// Breakwater's law on the wait of the queue's head.
    case aimd
    /// Gradient2 on registrations in service.
    case gradient
    /// The virtual queue in time; the default.
    case calendar

    /// The word used on the command line and in result files.
    public var label: String { rawValue }

    /// How devices wait under this law.
    public var retryBehavior: RetryBehavior {
        switch self {
        case .fixed60: .fixed(.seconds(60))
        case .fullJitter: .jitter
        case .rfc5626: .rfc5626
        case .open, .retryAfter5, .threshold, .tokenBucket, .aimd, .gradient, .calendar: .asTold
        }
    }

    /// Whether this is a baseline of what is deployed today rather than a law of ours.
    public var isBaseline: Bool {
        switch self {
        case .open, .fixed60, .retryAfter5, .fullJitter, .rfc5626: true
        case .threshold, .tokenBucket, .aimd, .gradient, .calendar: false
        }
    }

    /// The parameters of a controller that serves `serviceRatePerSecond` under this law.
    public func parameters(serviceRatePerSecond: Double) -> Parameters {
        var parameters = Parameters()
        parameters.assumedServiceRate = max(serviceRatePerSecond, 1)
        parameters.answersQueued = !isBaseline
        // A grant answers whoever asked last, so devices are a round trip late at most.
        parameters.slotGrace = .seconds(2)
        // A second's worth of queue at the high mark, half of it at the low one.
        let second = Int(min(max(serviceRatePerSecond, 2), 1e6))
        parameters.queueDepthHigh = second
        parameters.queueDepthLow = second / 2
        switch self {
        case .fixed60:
            parameters.queueDepthHigh = 1_000
            parameters.queueDepthLow = 500
            parameters.retryRule = .fixed(.seconds(60))
        case .retryAfter5: parameters.retryRule = .fixed(.seconds(5))
        case .open, .fullJitter, .rfc5626, .threshold, .tokenBucket, .aimd, .gradient, .calendar: break
        }
        // Baselines do not plan: nobody ages into priority.
        if isBaseline { parameters.denialsUntilPriority = 0 }
        return parameters
    }
}
