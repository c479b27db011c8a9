/// A profile as it is asked for: a name and settings, each of which may be missing until scenario and flags are merged.
public struct ProfileSettings: Hashable, Sendable {
    /// The name of the profile.
    public var kind: Profile.Kind?
    /// The arrivals of a recording.
    public var arrivals: RecordedArrivals?
    /// The settings given; rates per second, times in seconds, `steps` a whole number. Not in a dictionary, so that their
    /// order is always that of ``ProfileKey``.
    private var values: [Double?]

    /// Settings of this profile, none given yet.
    public init(kind: Profile.Kind? = nil) {
        self.kind = kind
        values = Array(repeating: nil, count: ProfileKey.allCases.count)
    }

    /// The value given for `key`.
    public subscript(key: ProfileKey) -> Double? {
        get { Self.index(of: key).flatMap { values[$0] } }
        set { if let index = Self.index(of: key) { values[index] = newValue } }
    }

    /// The keys that have a value, in the order of ``ProfileKey``.
    public var givenKeys: [ProfileKey] { ProfileKey.allCases.filter { self[$0] != nil } }

    /// These settings with those of `other` put over them.
    ///
    /// When `other` names a different profile, the settings here that do not belong to that one are dropped: they were
    /// meant for the profile that is no more.
    public func overridden(by other: ProfileSettings) -> ProfileSettings {
        var merged = self
        if let kind = other.kind {
            if let previous = merged.kind, previous != kind {
                for key in merged.givenKeys where !kind.keys.contains(key) { merged[key] = nil }
                if kind != .recorded { merged.arrivals = nil }
            }
            merged.kind = kind
        }
        for key in other.givenKeys { merged[key] = other[key] }
        if let arrivals = other.arrivals { merged.arrivals = arrivals }
        return merged
    }

    /// The profile of these settings for a run of this length; `saturate` when none is named.
    ///
    /// What is not given: a ramp starts at 0; a step starts at half of `to` and has two levels; a spike has a base of a
    /// quarter of its peak, begins at half of the run and lasts a tenth of it; a recording is played as fast as it came.
    ///
    /// - Throws: ``PlanError/profileKeyForeign(_:_:)``, ``PlanError/profileKeyMissing(_:_:)``, ``PlanError/arrivalsMissing``,
    ///   ``PlanError/arrivalsForeign(_:)`` or, for a `steps` that is no
    ///   whole number, ``PlanError/stepsOutOfRange(_:)``. Ranges are checked when the plan is made.
    public func profile(durationSeconds: Double) throws(PlanError) -> Profile {
        let kind = kind ?? .saturate
        for key in givenKeys where !kind.keys.contains(key) { throw .profileKeyForeign(key, kind) }
        if arrivals != nil, kind != .recorded { throw .arrivalsForeign(kind) }
        switch kind {
        case .saturate: return .saturate
        case .constant: return .constant(ratePerSecond: try required(.rate, kind))
        case .poisson: return .poisson(ratePerSecond: try required(.rate, kind))
        case .ramp: return .ramp(from: self[.from] ?? 0, to: try required(.to, kind))
        case .step:
            let to = try required(.to, kind)
            let steps = self[.steps] ?? 2
            guard let count = Int(exactly: steps) else { throw .stepsOutOfRange(steps) }
            return .step(from: self[.from] ?? to / 2, to: to, steps: count)
        case .spike:
            let peak = try required(.peak, kind)
            return .spike(
                base: self[.base] ?? peak / 4, peak: peak, atSeconds: self[.at] ?? durationSeconds / 2,
                forSeconds: self[.for] ?? durationSeconds / 10)
        case .recorded:
            guard let arrivals, arrivals.count > 0 else { throw .arrivalsMissing }
            return .recorded(arrivals, speed: self[.speed] ?? 1)
        }
    }

    private func required(_ key: ProfileKey, _ kind: Profile.Kind) throws(PlanError) -> Double {
        guard let value = self[key] else { throw .profileKeyMissing(key, kind) }
        return value
    }

    private static func index(of key: ProfileKey) -> Int? { ProfileKey.allCases.firstIndex(of: key) }
}
