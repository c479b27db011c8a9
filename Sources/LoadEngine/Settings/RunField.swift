internal import Registration

/// One of a run's own parameters by its name: those beside the controller's, which are `ParameterField`s.
///
/// Values are texts, as written in a file; spans are in seconds.
struct RunField: Sendable {
    /// What a parameter is about: it says nothing of a run against anything else.
    enum Scope: Sendable {
        /// Every run.
        case run
        /// The controller in this process.
        case core
        /// A registrar over the network.
        case registrar
    }

    /// The name.
    let name: String
    /// What it takes, in words.
    let allowed: String
    /// What it is about.
    let scope: Scope
    private let reader: @Sendable (RunSettings) -> String?
    private let writer: @Sendable (inout RunSettings, String) -> Bool

    /// All fields.
    static let all: [RunField] = [
        count("tokenSlots", of: .core, 1...1 << 30, \.tokenSlots),
        count("tableCapacity", of: .core, 1...1 << 30, \.tableCapacity),
        count("queueCapacity", of: .core, 2...1 << 26, \.queueCapacity),
        count("lowestTierPeriod", of: .core, 0...1_000_000, \.lowestTierPeriod),
        seconds("drainSeconds", of: .run, \.drain),
        seconds("silenceSeconds", of: .run, \.silence),
        count("inFlightMax", of: .registrar, 1...1_000_000, \.registrar.inFlightMax),
        count("sourceCount", of: .registrar, 1...10_000, \.registrar.sourceCount),
        count("expiresSeconds", of: .registrar, 1...2_000_000_000, \.registrar.expiresSeconds),
        timerResolution,
        flag("offloadsSegmentation", of: .registrar, \.registrar.offloadsSegmentation),
    ]

    /// The field of this name; `nil` when no parameter has it.
    static func named(_ name: String) -> RunField? { all.first { $0.name == name } }

    /// The value that `settings` have, as it can be set again; `nil` where it follows from others.
    func text(in settings: RunSettings) -> String? { reader(settings) }

    /// Sets the value to what `text` says; `false`, and nothing changed, when the field does not take it.
    func set(_ text: String, in settings: inout RunSettings) -> Bool { writer(&settings, text) }

    // MARK: Kinds of values

    private typealias Place<Value> = WritableKeyPath<RunSettings, Value> & Sendable

    private static func seconds(_ name: String, of scope: Scope, _ place: any Place<Nanoseconds>) -> RunField {
        RunField(name: name, allowed: ParameterField.secondsAllowed, scope: scope) {
            ParameterField.text(seconds: $0[keyPath: place])
        } writer: { settings, text in
            guard let span = ParameterField.span(text) else { return false }
            settings[keyPath: place] = span
            return true
        }
    }

    private static func count<Count: FixedWidthInteger & Sendable>(
        _ name: String, of scope: Scope, _ range: ClosedRange<Count>, _ place: any Place<Count>
    ) -> RunField {
        RunField(name: name, allowed: words(range), scope: scope) {
            "\($0[keyPath: place])"
        } writer: { settings, text in
            guard let value = Count(text), range.contains(value) else { return false }
            settings[keyPath: place] = value
            return true
        }
    }

    /// A count that follows from others unless it is set.
    private static func count(
        _ name: String, of scope: Scope, _ range: ClosedRange<Int>, _ place: any Place<Int?>
    ) -> RunField {
        RunField(name: name, allowed: words(range), scope: scope) {
            $0[keyPath: place].map { "\($0)" }
        } writer: { settings, text in
            guard let value = Int(text), range.contains(value) else { return false }
            settings[keyPath: place] = value
            return true
        }
    }

    private static func flag(_ name: String, of scope: Scope, _ place: any Place<Bool>) -> RunField {
        RunField(name: name, allowed: "true or false", scope: scope) {
            "\($0[keyPath: place])"
        } writer: { settings, text in
            guard let value = Bool(text) else { return false }
            settings[keyPath: place] = value
            return true
        }
    }

    private static func words(_ range: ClosedRange<some FixedWidthInteger>) -> String {
        "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }

    private static let timerResolutionMax = Nanoseconds(RegistrarSettings.timerResolutionNanosecondsMax)

    private static let timerResolution = RunField(
        name: "timerResolutionSeconds", allowed: "seconds, 0 to \(ParameterField.text(seconds: timerResolutionMax))",
        scope: .registrar
    ) {
        ParameterField.text(seconds: Nanoseconds($0.registrar.timerResolutionNanoseconds))
    } writer: { settings, text in
        guard let span = ParameterField.span(text), span <= timerResolutionMax else { return false }
        settings.registrar.timerResolutionNanoseconds = span.count
        return true
    }
}
