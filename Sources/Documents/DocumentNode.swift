/// A value of a scenario file and where it stands.
struct ScenarioNode: Sendable {
    /// The line, from 1.
    let line: Int
    /// The column, from 1.
    let column: Int
    /// The value.
    let content: Content

    /// What a value can be.
    enum Content: Sendable {
        /// A single value; `isPlain` when written without quotes, as numbers are.
        case scalar(String, isPlain: Bool)
        /// A list.
        case sequence([ScenarioNode])
        /// Keys with values, in the order of the file.
        case mapping([Entry])
    }

    /// A key with its value.
    struct Entry: Sendable {
        /// The key.
        let key: String
        /// The line of the key, from 1.
        let line: Int
        /// The column of the key, from 1.
        let column: Int
        /// The value.
        let value: ScenarioNode
    }

    /// What the value is, in the words of a message.
    var noun: String {
        switch content {
        case .scalar(let text, let isPlain):
            isPlain && ["", "~", "null"].contains(text) ? "nothing" : "\"\(text.prefix(40))\""
        case .sequence: "a list"
        case .mapping: "keys with values"
        }
    }
}
