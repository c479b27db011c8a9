/// A file that is no result of a schema we read.
public struct ResultSchemaError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What the file calls its schema; `nil` when it does not say, or says it with something other than text.
    public var found: String?

    /// The schemas that can be read.
    public static let readable = [RunResult.schema]

    /// A complaint about the schema `found`.
    public init(found: String?) { self.found = found }

    /// The complaint as a sentence, without control characters.
    public var description: String {
        let readable = Self.readable.joined(separator: ", ")
        guard let found else { return "no schema is named; readable: \(readable)" }
        return "the schema is \"\(VisibleText.of(found, columnsMax: 60))\"; readable: \(readable)"
    }
}
