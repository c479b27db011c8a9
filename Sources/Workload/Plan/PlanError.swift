/// Why there is no plan for the values asked for: the key at fault, what is wrong with it, what is allowed.
public enum PlanError: Error, Hashable, Sendable {
    /// A device count outside ``PlanLimits/devices``.
    case devicesOutOfRange(Int)
    /// A worker count outside ``PlanLimits/workers``.
    case workersOutOfRange(Int)
    /// A duration that is no number, not above 0 or above ``PlanLimits/durationSecondsMax``.
    case durationOutOfRange(Double)
    /// A duration for a closed loop, which lasts until each device has had its cycle.
    case durationWithSaturate
    /// A rate that is no number, negative or above ``PlanLimits/ratePerSecondMax``; or 0 where it is the only or main rate.
    case rateOutOfRange(ProfileKey, Double)
    /// Every rate of the profile is 0.
    case noLoad(Profile.Kind)
    /// A level count outside ``PlanLimits/steps``.
    case stepsOutOfRange(Double)
    /// The `at` or `for` of a spike puts a part of it outside the run, or makes it empty.
    case spikeOutsideRun(ProfileKey, Double)
    /// A profile that lacks a key it cannot do without.
    case profileKeyMissing(ProfileKey, Profile.Kind)
    /// A key that belongs to another profile.
    case profileKeyForeign(ProfileKey, Profile.Kind)
    /// A fraction of the mix outside 0 ... 1.
    case fractionOutOfRange(RequestKind, Double)
    /// The fractions of the mix do not sum to 1; their sum.
    case fractionSum(Double)
    /// The profile `recorded` without arrivals.
    case arrivalsMissing
    /// Arrivals for another profile.
    case arrivalsForeign(Profile.Kind)
    /// A value that the arrivals of a recorded plan already say; its key.
    case knownFromArrivals(String)
    /// A speed outside ``PlanLimits/speed``.
    case speedOutOfRange(Double)
    /// A recording so slowed down that it lasts longer than a plan may; in seconds.
    case recordingTooLong(Double)
}

extension PlanError: CustomStringConvertible {
    /// The scenario key at fault, with the key that contains it: `devices`, `profile.rate`, `mix.initial`.
    public var key: String {
        switch self {
        case .devicesOutOfRange: "devices"
        case .workersOutOfRange: "workers"
        case .durationOutOfRange, .durationWithSaturate: "duration"
        case .rateOutOfRange(let key, _), .spikeOutsideRun(let key, _), .profileKeyForeign(let key, _):
            "profile.\(key.rawValue)"
        case .noLoad, .profileKeyMissing: "profile"
        case .stepsOutOfRange: "profile.steps"
        case .fractionOutOfRange(let kind, _): "mix.\(kind.label)"
        case .fractionSum: "mix"
        case .arrivalsMissing: "profile"
        case .arrivalsForeign: "profile.arrivals"
        case .knownFromArrivals(let key): key
        case .speedOutOfRange, .recordingTooLong: "profile.speed"
        }
    }

    /// What is wrong, in one clause.
    public var message: String {
        switch self {
        case .devicesOutOfRange(let count): "devices is \(count)"
        case .workersOutOfRange(let count): "workers is \(count)"
        case .durationOutOfRange(let seconds): "duration is \(Self.text(seconds)) seconds"
        case .durationWithSaturate: "a duration does not go with the profile saturate"
        case .rateOutOfRange(let key, let rate):
            rate < 0
                ? "negative rate \(Self.text(rate)) for \(key.rawValue) in profile"
                : "\(key.rawValue) in profile is \(Self.text(rate))"
        case .noLoad(let profile): "every rate of the profile \(profile.rawValue) is 0"
        case .stepsOutOfRange(let count): "steps in profile is \(Self.text(count))"
        case .spikeOutsideRun(let key, let seconds): "\(key.rawValue) of the spike is \(Self.text(seconds)) seconds"
        case .profileKeyMissing(let key, let profile):
            "the profile \(profile.rawValue) needs the key \"\(key.rawValue)\""
        case .profileKeyForeign(let key, let profile):
            "the key \"\(key.rawValue)\" does not belong to the profile \(profile.rawValue)"
        case .fractionOutOfRange(let kind, let fraction): "\(kind.label) in mix is \(Self.text(fraction))"
        case .fractionSum(let sum): "impossible mix: the fractions sum to \(Self.text(sum))"
        case .arrivalsMissing: "the profile recorded needs arrivals"
        case .arrivalsForeign(let profile): "arrivals do not go with the profile \(profile.rawValue)"
        case .knownFromArrivals(let key): "\(key) does not go with the profile recorded"
        case .speedOutOfRange(let speed): "speed is \(Self.text(speed))"
        case .recordingTooLong(let seconds): "at this speed the recording lasts \(Self.text(seconds)) seconds"
        }
    }

    /// What is allowed instead.
    public var allowed: String {
        switch self {
        case .devicesOutOfRange: Self.text(PlanLimits.devices)
        case .workersOutOfRange: Self.text(PlanLimits.workers)
        case .durationOutOfRange: "seconds above 0, at most \(Self.text(PlanLimits.durationSecondsMax))"
        case .durationWithSaturate: "no duration: the run ends when each device has had its cycle"
        case .rateOutOfRange(let key, _):
            key.mayBeZero
                ? "requests per second, 0 to \(Self.text(PlanLimits.ratePerSecondMax))"
                : "requests per second above 0, at most \(Self.text(PlanLimits.ratePerSecondMax))"
        case .noLoad: "at least one rate above 0"
        case .stepsOutOfRange: Self.text(PlanLimits.steps)
        case .spikeOutsideRun(let key, _):
            key == .at
                ? "seconds from 0, before the end of the run" : "seconds above 0, ending no later than the run"
        case .profileKeyMissing(_, let profile), .profileKeyForeign(_, let profile):
            profile.allowedKeys.joined(separator: ", ")
        case .fractionOutOfRange: "0 to 1"
        case .fractionSum: "fractions that sum to 1"
        case .arrivalsMissing: "a file with arrivals, as 'loadgen record' writes it"
        case .arrivalsForeign: "the profile recorded"
        case .knownFromArrivals: "its arrivals, which say who comes, when and with what; and speed"
        case .speedOutOfRange: "\(Self.text(PlanLimits.speed.lowerBound)) to \(Self.text(PlanLimits.speed.upperBound))"
        case .recordingTooLong: "at most \(Self.text(PlanLimits.durationSecondsMax)) seconds"
        }
    }

    /// The message and what is allowed, as one line.
    public var description: String { "\(message); allowed: \(allowed)" }

    private static func text(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound) to \(range.upperBound)" }

    /// A number without ".0" where it is whole.
    private static func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }
}
