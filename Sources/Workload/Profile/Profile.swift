/// How arrivals are spread over time. Rates are in requests (cycles) per second.
///
/// All but `saturate` are open loops: arrivals come when planned, whether or not earlier ones are answered. All but `poisson`
/// are deterministic: arrival i comes when the integral of the rate reaches i, or when it came in the storm that was recorded.
public enum Profile: Hashable, Sendable {
    /// A closed loop: each device makes exactly one full cycle, in a pseudo-random order, as fast as the workers go.
    case saturate
    /// Evenly spaced arrivals.
    case constant(ratePerSecond: Double)
    /// Independent arrivals: exponentially distributed gaps of this mean rate.
    case poisson(ratePerSecond: Double)
    /// A rate that grows or falls linearly over the run.
    case ramp(from: Double, to: Double)
    /// Levels of equal length, evenly spaced from the first rate to the last.
    case step(from: Double, to: Double, steps: Int)
    /// A base rate, with a peak of another rate in the midst.
    case spike(base: Double, peak: Double, atSeconds: Double, forSeconds: Double)
    /// The arrivals of a storm that was recorded, `speed` times as fast as they came.
    case recorded(RecordedArrivals, speed: Double)

    /// The name of a profile, without its settings.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// See ``Profile/saturate``.
        case saturate
        /// See ``Profile/constant(ratePerSecond:)``.
        case constant
        /// See ``Profile/poisson(ratePerSecond:)``.
        case poisson
        /// See ``Profile/ramp(from:to:)``.
        case ramp
        /// See ``Profile/step(from:to:steps:)``.
        case step
        /// See ``Profile/spike(base:peak:atSeconds:forSeconds:)``.
        case spike
        /// See ``Profile/recorded(_:speed:)``.
        case recorded
    }

    /// The name of this profile.
    public var kind: Kind {
        switch self {
        case .saturate: .saturate
        case .constant: .constant
        case .poisson: .poisson
        case .ramp: .ramp
        case .step: .step
        case .spike: .spike
        case .recorded: .recorded
        }
    }

    /// The settings as numbers, in the order of the kind's ``Kind/keys``; for the plan's hash.
    var settings: [Double] {
        switch self {
        case .saturate: []
        case .constant(let rate), .poisson(let rate): [rate]
        case .ramp(let from, let to): [from, to]
        case .step(let from, let to, let steps): [from, to, Double(steps)]
        case .spike(let base, let peak, let at, let length): [base, peak, at, length]
        case .recorded(_, let speed): [speed]
        }
    }
}
