internal import Registration

/// Sets one of a run's parameters by its name, as scenario files give them: the controller's own, which are
/// `ParameterField`s, and those of a run.
public enum ParameterSetting {
    /// Why a setting was not taken.
    public enum Problem: Error, Hashable, Sendable {
        /// No parameter has this name.
        case unknownName
        /// The value is not what the parameter takes; says what it takes.
        case badValue(allowed: String)
    }

    /// All names, in alphabetical order.
    public static var names: [String] { (ParameterField.all.map(\.name) + RunField.all.map(\.name)).sorted() }

    /// Sets the parameter called `name` to what `text` says.
    public static func apply(_ name: String, _ text: String, to settings: inout RunSettings) throws(Problem) {
        if let field = ParameterField.named(name) {
            guard field.set(text, in: &settings.parameters) else { throw .badValue(allowed: field.allowed) }
            return
        }
        guard let field = RunField.named(name) else { throw .unknownName }
        guard field.set(text, in: &settings) else { throw .badValue(allowed: field.allowed) }
    }
}
