/// A value of a document and where it stands.
public struct DocumentNode: Sendable {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1.
    public let column: Int
    /// The value.
    public let content: Content
    /// Whether it is a text whose lines are kept as written (`|`): line i of it stands on ``line`` + 1 + i, i from 0.
    public let isLiteral: Bool

    /// What a value can be.
    public enum Content: Sendable {
        /// A single value; `isPlain` when written without quotes, as numbers are.
        case scalar(String, isPlain: Bool)
        /// A list.
        case sequence([DocumentNode])
        /// Keys with values, in the order of the file.
        case mapping([Entry])
    }

    /// A key with its value.
    public struct Entry: Sendable {
        /// The key.
        public let key: String
        /// The line of the key, from 1.
        public let line: Int
        /// The column of the key, from 1.
        public let column: Int
        /// The value.
        public let value: DocumentNode
    }

    /// What the value is, in the words of a message.
    public var noun: String {
        switch content {
        case .scalar(let text, let isPlain):
            isPlain && ["", "~", "null"].contains(text) ? "nothing" : "\"\(text.prefix(40))\""
        case .sequence: "a list"
        case .mapping: "keys with values"
        }
    }
}
