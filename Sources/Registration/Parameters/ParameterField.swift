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

    static func number(_ name: String, _ range: ClosedRange<Double>, _ place: any Place<Double>) -> ParameterField {
        ParameterField(name, allowed: "a number, \(plain(range.lowerBound)) to \(plain(range.upperBound))") {
            plain($0[keyPath: place])
        } write: { parameters, text in
            guard let value = Double(text), range.contains(value) else { return false }
            parameters[keyPath: place] = value
            return true
        }
    }

    static func seconds(_ name: String, _ place: any Place<Nanoseconds>) -> ParameterField {
        ParameterField(name, allowed: secondsAllowed) {
            text(seconds: $0[keyPath: place])
        } write: { parameters, text in
            guard let span = span(text) else { return false }
            parameters[keyPath: place] = span
            return true
        }
    }

    /// A share: above 0, at most 1.
    static func fraction(_ name: String, _ place: any Place<Double>) -> ParameterField {
        ParameterField(name, allowed: "a fraction above 0, at most 1") {
            plain($0[keyPath: place])
        } write: { parameters, text in
            guard let value = Double(text), value > 0, value <= 1 else { return false }
            parameters[keyPath: place] = value
            return true
        }
    }

    /// A processor load below which something is done; "none" for no limit.
    static func loadLimit(_ name: String, _ place: any Place<Double>) -> ParameterField {
        ParameterField(name, allowed: "a fraction above 0, at most 1, or none") {
            $0[keyPath: place] > 1 ? "none" : plain($0[keyPath: place])
        } write: { parameters, text in
            if text == "none" {
                parameters[keyPath: place] = .infinity
                return true
            }
            guard let value = Double(text), value > 0, value <= 1 else { return false }
            parameters[keyPath: place] = value
            return true
        }
    }

    static func count(_ name: String, _ range: ClosedRange<Int>, _ place: any Place<Int>) -> ParameterField {
        let upper = range.upperBound == .max ? "upwards" : "to \(range.upperBound)"
        return ParameterField(name, allowed: "a whole number from \(range.lowerBound) \(upper)") {
            String($0[keyPath: place])
        } write: { parameters, text in
            guard let value = Int(text), range.contains(value) else { return false }
            parameters[keyPath: place] = value
            return true
        }
    }

    static func flag(_ name: String, _ place: any Place<Bool>) -> ParameterField {
        ParameterField(name, allowed: "true or false") {
            String($0[keyPath: place])
        } write: { parameters, text in
            guard let value = Bool(text) else { return false }
            parameters[keyPath: place] = value
            return true
        }
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ place: any Place<Choice>
    ) -> ParameterField {
        ParameterField(name, allowed: Choice.allCases.map(\.rawValue).joined(separator: ", ")) {
            $0[keyPath: place].rawValue
        } write: { parameters, text in
            guard let value = Choice(rawValue: text) else { return false }
            parameters[keyPath: place] = value
            return true
        }
    }

    // MARK: Texts

    static var secondsAllowed: String { "seconds, 0 to 86400" }

    /// The span that a number of seconds says.
    static func span(_ text: some StringProtocol) -> Nanoseconds? {
        guard let value = Double(text), (0...86_400).contains(value) else { return nil }
        return Nanoseconds(seconds: value)
    }

    static func text(seconds span: Nanoseconds) -> String { plain(Double(span.count) / 1e9) }

    /// A number without a fraction that is zero.
    static func plain(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
