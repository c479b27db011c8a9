/// A value of JSON on its way to a text, keys in the order in which they are given.
public struct JSONText: Sendable {
    /// The text.
    public let text: String

    /// A text, escaped as RFC 8259 section 7 asks.
    public static func string(_ value: String) -> JSONText {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return JSONText(text: text + "\"")
    }

    /// No value.
    public static let null = JSONText(text: "null")

    /// A whole number.
    public static func number(_ value: some BinaryInteger) -> JSONText { JSONText(text: String(value)) }

    /// A number, of as many digits as tell it from its neighbours; `null` where it is none.
    public static func number(_ value: Double) -> JSONText { JSONText(text: value.isFinite ? "\(value)" : "null") }

    /// A list.
    public static func array(_ values: [JSONText]) -> JSONText {
        JSONText(text: "[" + values.map(\.text).joined(separator: ", ") + "]")
    }

    /// Keys with values.
    public static func object(_ members: [(String, JSONText)]) -> JSONText {
        JSONText(text: "{" + members.map { "\(string($0).text): \($1.text)" }.joined(separator: ", ") + "}")
    }

    /// A value that is written as a text, as what it looks like: a number as RFC 8259 section 6 spells it, a flag, or a text.
    public static func scalar(_ value: String) -> JSONText {
        let isNumber = value.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
        return isNumber || value == "true" || value == "false" ? JSONText(text: value) : string(value)
    }
}
