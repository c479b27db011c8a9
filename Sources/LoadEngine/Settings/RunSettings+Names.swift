internal import Registration

extension RunSettings {
    /// How a run against `target` is set up, by the names that options and scenarios have for it: `law` and `discipline` of the
    /// core, and every parameter that says something of the target and is not the default. Equal set-ups have equal names and
    /// values, however they were written. Neither the plan nor the workers are part of it, nor a password.
    func named(for target: LoadRun.Target) -> [String: String] {
        let defaults = RunSettings(plan: plan, workers: workers)
        var named: [String: String] = [:]
        for field in RunField.all where Self.scopes(of: target).contains(field.scope) {
            let text = field.text(in: self)
            if text != field.text(in: defaults) { named[field.name] = text }
        }
        guard target == .core else { return named }
        for field in ParameterField.all {
            let text = field.text(in: parameters)
            if text != field.text(in: defaults.parameters) { named[field.name] = text }
        }
        named["law"] = law.rawValue
        named["discipline"] = discipline.rawValue
        return named
    }

    private static func scopes(of target: LoadRun.Target) -> [RunField.Scope] {
        switch target {
        case .core: [.run, .core]
        case .null: [.run]
        case .registrar: [.run, .registrar]
        }
    }
}
