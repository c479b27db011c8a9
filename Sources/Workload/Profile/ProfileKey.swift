/// The names of a profile's settings, as scenario files spell them.
public enum ProfileKey: String, CaseIterable, Hashable, Sendable {
    /// The rate of `constant` and `poisson`, in requests per second.
    case rate
    /// The first rate of `ramp` and `step`.
    case from
    /// The last rate of `ramp` and `step`.
    case to
    /// The number of levels of `step`.
    case steps
    /// The rate of `spike` outside its peak.
    case base
    /// The rate of `spike` at its peak.
    case peak
    /// When the peak of `spike` begins, in seconds from the start of the run.
    case at
    /// How long the peak of `spike` lasts, in seconds.
    case `for`
    /// How many times as fast `recorded` is played as it came.
    case speed

    /// Whether 0 is a sensible value: a rate beside which the profile has another.
    var mayBeZero: Bool { self != .rate && self != .peak }
}

extension Profile.Kind {
    /// The settings that belong to a profile of this kind, in the order in which messages name them.
    public var keys: [ProfileKey] {
        switch self {
        case .saturate: []
        case .constant, .poisson: [.rate]
        case .ramp: [.from, .to]
        case .step: [.from, .to, .steps]
        case .spike: [.base, .peak, .at, .for]
        case .recorded: [.speed]
        }
    }

    /// The setting that a single rate given on the command line means; `nil` for a closed loop and for a
    /// recording.
    public var mainRateKey: ProfileKey? {
        switch self {
        case .saturate, .recorded: nil
        case .constant, .poisson: .rate
        case .ramp, .step: .to
        case .spike: .peak
        }
    }

    /// The keys that a scenario file may give for a profile of this kind.
    var allowedKeys: [String] {
        let own =
            switch self {
            case .saturate: [String]()
            case .recorded: ["arrivals"]
            case .constant, .poisson, .ramp, .step, .spike: ["duration"]
            }
        return ["name"] + keys.map(\.rawValue) + own
    }
}
