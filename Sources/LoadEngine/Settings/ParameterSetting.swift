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
    public static var names: [String] { (ParameterField.all.map(\.name) + setters.map(\.name)).sorted() }

    /// Sets the parameter called `name` to what `text` says.
    public static func apply(_ name: String, _ text: String, to settings: inout RunSettings) throws(Problem) {
        if let field = ParameterField.named(name) {
            guard field.set(text, in: &settings.parameters) else { throw .badValue(allowed: field.allowed) }
            return
        }
        guard let setter = setters.first(where: { $0.name == name }) else { throw .unknownName }
        guard setter.set(&settings, text) else { throw .badValue(allowed: setter.allowed) }
    }

    private struct Setter: Sendable {
        let name: String
        let allowed: String
        let set: @Sendable (inout RunSettings, String) -> Bool
    }

    private static let setters: [Setter] = [
        count("tokenSlots", 1...1 << 30) { $0.tokenSlots = $1 },
        count("tableCapacity", 1...1 << 30) { $0.tableCapacity = $1 },
        count("queueCapacity", 2...1 << 26) { $0.queueCapacity = $1 },
        count("lowestTierPeriod", 0...1_000_000) { $0.lowestTierPeriod = $1 },
        seconds("drainSeconds") { $0.drain = $1 },
        seconds("silenceSeconds") { $0.silence = $1 },
        count("inFlightMax", 1...1_000_000) { $0.registrar.inFlightMax = $1 },
        count("sourceCount", 1...10_000) { $0.registrar.sourceCount = $1 },
        count("expiresSeconds", 1...2_000_000_000) { $0.registrar.expiresSeconds = UInt32($1) },
    ]

    private static func seconds(
        _ name: String, _ set: @escaping @Sendable (inout RunSettings, Nanoseconds) -> Void
    ) -> Setter {
        Setter(name: name, allowed: ParameterField.secondsAllowed) { settings, text in
            guard let span = ParameterField.span(text) else { return false }
            set(&settings, span)
            return true
        }
    }

    private static func count(
        _ name: String, _ range: ClosedRange<Int>, _ set: @escaping @Sendable (inout RunSettings, Int) -> Void
    ) -> Setter {
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return Setter(name: name, allowed: allowed) { settings, text in
            guard let value = Int(text), range.contains(value) else { return false }
            set(&settings, value)
            return true
        }
    }
}
