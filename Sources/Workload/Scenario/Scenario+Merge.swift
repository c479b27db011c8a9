public import Documents

extension Scenario {
    /// This scenario with the values of `flags` put over it.
    ///
    /// A profile is merged by setting, see ``ProfileSettings/overridden(by:)``; flags that name `saturate` and no duration
    /// also drop the duration, which a closed loop cannot have. Objectives are replaced as a whole. Parameters are replaced by
    /// name; new ones follow.
    public func overridden(by flags: Scenario) -> Scenario {
        var merged = self
        merged.replace(\.seed, by: flags.seed, key: "seed")
        merged.replace(\.devices, by: flags.devices, key: "devices")
        merged.replace(\.target, by: flags.target, key: "target")
        merged.replace(\.durationSeconds, by: flags.durationSeconds, key: "duration")
        merged.replace(\.workers, by: flags.workers, key: "workers")
        merged.replace(\.law, by: flags.law, key: "law")
        merged.replace(\.discipline, by: flags.discipline, key: "discipline")
        merged.replace(\.mix, by: flags.mix, key: "mix")
        merged.replace(\.objectives, by: flags.objectives, key: "objectives")
        merged.mergeProfile(flags)
        for parameter in flags.parameters { merged.replace(parameter) }
        return merged
    }

    /// The part of this scenario from which a plan is made.
    public var planRequest: PlanRequest {
        PlanRequest(
            seed: seed, devices: devices, profile: profile, durationSeconds: durationSeconds, mix: mix, workers: workers
        )
    }

    /// `error` at the line of the value at fault; `nil` when that value does not come from the file.
    public func located(_ error: PlanError) -> DocumentError? {
        guard let file, let line = line(of: error.key) else { return nil }
        return DocumentError(file: file, line: line, key: error.key, message: error.message, allowed: error.allowed)
    }

    private mutating func replace<Value>(_ path: WritableKeyPath<Scenario, Value?>, by value: Value?, key: String) {
        guard let value else { return }
        self[keyPath: path] = value
        removeLines(of: key)
    }

    private mutating func mergeProfile(_ flags: Scenario) {
        guard let settings = flags.profile else { return }
        let isOtherKind = settings.kind != nil && settings.kind != profile?.kind
        profile = profile?.overridden(by: settings) ?? settings
        if settings.kind == .saturate, flags.durationSeconds == nil {
            durationSeconds = nil
            removeLines(of: "duration")
        }
        if isOtherKind {
            removeLines(of: "profile")
        } else {
            for key in settings.givenKeys { removeLines(of: "profile.\(key.rawValue)") }
        }
    }

    private mutating func replace(_ parameter: Parameter) {
        removeLines(of: "parameters.\(parameter.name)")
        if let index = parameters.firstIndex(where: { $0.name == parameter.name }) {
            parameters[index] = parameter
        } else {
            parameters.append(parameter)
        }
    }
}
