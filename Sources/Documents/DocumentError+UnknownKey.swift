extension DocumentError {
    /// A key that is not among those that stand in its place: `parent` is the key that contains it, `nil` at the top.
    public static func unknownKey(
        _ entry: DocumentNode.Entry, within parent: String?, of file: String, among allowed: [String]
    ) -> DocumentError {
        let place = parent.map { " in \($0)" } ?? ""
        return DocumentError(
            file: file, line: entry.line, column: entry.column,
            key: parent.map { "\($0).\(entry.key)" } ?? entry.key, message: "unknown key \"\(entry.key)\"\(place)",
            allowed: allowed.joined(separator: ", "),
            suggestion: Suggestion.nearest(to: entry.key, among: allowed))
    }
}
