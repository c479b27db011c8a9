/// An objective that cannot be read: where, why, and what could stand there instead.
public struct ObjectiveSyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The whole text.
    public var expression: String
    /// Where the trouble starts: the first character is 1.
    public var column: Int
    /// What is wrong there.
    public var problem: String
    /// What is allowed there.
    public var allowed: [String]

    /// The complaint as one line, without control characters.
    public var description: String {
        let shown = VisibleText.of(expression, columnsMax: 80)
        return "objective \"\(shown)\", column \(column): \(problem); allowed: \(allowed.joined(separator: " "))"
    }
}
