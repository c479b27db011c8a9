/// What is wrong with a document, where, and what is allowed instead.
///
///     scenario.yaml:7: unknown key "rat" in profile; allowed: name, rate, duration; did you mean "rate"?
public struct DocumentError: Error, Hashable, Sendable {
    /// The file, as it was named by who asked for it.
    public var file: String
    /// The line, from 1; 0 when the file as a whole is at fault.
    public var line: Int
    /// The column, from 1, counted in Unicode scalars; `nil` where only the line is known.
    public var column: Int?
    /// The key at fault, with the key that contains it (`profile.rate`); `nil` where there is none.
    public var key: String?
    /// What is wrong, in one clause.
    public var message: String
    /// What is allowed instead; `nil` where the message says it.
    public var allowed: String?
    /// The allowed word most like the one found; `nil` when none is near.
    public var suggestion: String?

    /// An error of these parts.
    public init(
        file: String, line: Int, column: Int? = nil, key: String? = nil, message: String, allowed: String? = nil,
        suggestion: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.key = key
        self.message = message
        self.allowed = allowed
        self.suggestion = suggestion
    }
}

extension DocumentError: CustomStringConvertible {
    /// The error as one line, in the form that editors and terminals can follow to the place.
    public var description: String {
        var text = line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
        if let allowed { text += "; allowed: \(allowed)" }
        if let suggestion { text += "; did you mean \"\(suggestion)\"?" }
        return text
    }
}
