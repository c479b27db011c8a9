/// One of a controller's ``Parameters`` by its name: how files, requests and people read and change it.
///
/// The names are those of the properties with the unit at the end; spans are in seconds. Values are texts, as written in a file.
///
/// Source: row S13.
public struct ParameterField: Sendable {
    /// The name.
    public let name: String
    /// What it takes, in words.
    public let allowed: String
    private let reader: @Sendable (Parameters) -> String
    private let writer: @Sendable (inout Parameters, String) -> Bool

    /// All fields, in the order in which they are shown.
    public static let all = tokenFields + loadFields + rateFields + lawFields + denialFields + priorityFields

    /// The field of this name; `nil` when no parameter has it.
    public static func named(_ name: String) -> ParameterField? { all.first { $0.name == name } }

    /// The value that `parameters` have, as it can be set again.
    public func text(in parameters: Parameters) -> String { reader(parameters) }

    /// Sets the value to what `text` says; `false`, and nothing changed, when the field does not take it.
    public func set(_ text: String, in parameters: inout Parameters) -> Bool { writer(&parameters, text) }

    init(
        _ name: String, allowed: String, read: @escaping @Sendable (Parameters) -> String,
        write: @escaping @Sendable (inout Parameters, String) -> Bool
    ) {
        self.name = name
        self.allowed = allowed
        reader = read
        writer = write
    }
}

// MARK: Kinds of values

extension ParameterField {
    /// A parameter's place in ``Parameters``.
    typealias Place<Value> = WritableKeyPath<Parameters, Value> & Sendable

    /// A parameter that has one value, which is shown and read as a text.
    private static func field<Value>(
        _ name: String, _ allowed: String, _ place: any Place<Value>,
        show: @escaping @Sendable (Value) -> String, read: @escaping @Sendable (String) -> Value?
    ) -> ParameterField {
        ParameterField(name, allowed: allowed) {
            show($0[keyPath: place])
        } write: { parameters, text in
            guard let value = read(text) else { return false }
            parameters[keyPath: place] = value
            return true
        }
    }

    static func number(_ name: String, _ range: ClosedRange<Double>, _ place: any Place<Double>) -> ParameterField {
        field(name, "a number, \(plain(range.lowerBound)) to \(plain(range.upperBound))", place, show: plain) { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    static func seconds(_ name: String, _ place: any Place<Nanoseconds>) -> ParameterField {
        field(name, secondsAllowed, place, show: text(seconds:)) { span($0) }
    }

    /// A share: above 0, at most 1.
    static func fraction(_ name: String, _ place: any Place<Double>) -> ParameterField {
        field(name, fractionAllowed, place, show: plain, read: share)
    }

    /// A processor load below which something is done; "none" for no limit.
    static func loadLimit(_ name: String, _ place: any Place<Double>) -> ParameterField {
        field(name, "\(fractionAllowed), or none", place) {
            $0 > 1 ? "none" : plain($0)
        } read: { text in
            text == "none" ? .infinity : share(text)
        }
    }

    static func count(_ name: String, _ range: ClosedRange<Int>, _ place: any Place<Int>) -> ParameterField {
        let upper = range.upperBound == .max ? "upwards" : "to \(range.upperBound)"
        return field(name, "a whole number from \(range.lowerBound) \(upper)", place) {
            String($0)
        } read: { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A rate: above 0.
    static func rate(_ name: String, _ place: any Place<Double>) -> ParameterField {
        field(name, "a rate above 0", place, show: plain) { text in
            Double(text).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
        }
    }

    static func flag(_ name: String, _ place: any Place<Bool>) -> ParameterField {
        field(name, "true or false", place) {
            String($0)
        } read: {
            Bool($0)
        }
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ place: any Place<Choice>
    ) -> ParameterField {
        field(name, Choice.allCases.map(\.rawValue).joined(separator: ", "), place) {
            $0.rawValue
        } read: { text in
            Choice(rawValue: text)
        }
    }

    // MARK: Texts

    private static var fractionAllowed: String { "a fraction above 0, at most 1" }

    private static func share(_ text: String) -> Double? {
        Double(text).flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
    }

    /// What values in seconds may be, in words.
    public static var secondsAllowed: String { "seconds, 0 to 86400" }

    /// The span that a number of seconds says; `nil` for what is none.
    public static func span(_ text: some StringProtocol) -> Nanoseconds? {
        guard let value = Double(text), (0...86_400).contains(value) else { return nil }
        return Nanoseconds(seconds: value)
    }

    /// The number of seconds that a span has, as ``span(_:)`` reads it.
    public static func text(seconds span: Nanoseconds) -> String { plain(Double(span.count) / 1e9) }

    /// A number without a fraction that is zero.
    static func plain(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
