/// A value of a document with the key it belongs to: reads it as what the key needs, or says what is wrong.
public struct DocumentValue: Sendable {
    /// The file as errors name it.
    public let file: String
    /// The key, with the key that contains it.
    public let key: String
    /// The value.
    public let node: DocumentNode
    /// The line of the key, from 1.
    public let keyLine: Int

    /// The value `node` of `key` in a file.
    public init(file: String, key: String, node: DocumentNode, keyLine: Int) {
        self.file = file
        self.key = key
        self.node = node
        self.keyLine = keyLine
    }

    /// The value as text, as written; quotes taken off. A missing value is none.
    public func text() throws(DocumentError) -> String {
        guard case .scalar(let text, let isPlain) = node.content, !isPlain || !Self.isNull(text) else {
            throw wrongType("a text or number")
        }
        return text
    }

    /// The value as a whole number: decimal digits, in which underscores may stand between digits.
    public func wholeNumber<Number: FixedWidthInteger>() throws(DocumentError) -> Number {
        guard let digits = plainNumber(), let number = Number(digits) else {
            throw wrongType("a whole number\(Number.isSigned ? "" : " from 0 to \(Number.max)")")
        }
        return number
    }

    /// The value as a finite decimal number, in which underscores may stand between digits.
    public func number() throws(DocumentError) -> Double {
        let isDecimal = plainNumber()?.utf8.allSatisfy { "0123456789.eE+-".utf8.contains($0) } ?? false
        guard isDecimal, let number = plainNumber().flatMap({ Double($0) }), number.isFinite else {
            throw wrongType("a number")
        }
        return number
    }

    /// The keys and values within this value.
    public func entries() throws(DocumentError) -> [DocumentNode.Entry] {
        guard case .mapping(let entries) = node.content else { throw wrongType("keys with values") }
        return entries
    }

    /// The error for a value of another type than needed.
    public func wrongType(_ needed: String) -> DocumentError {
        error(saying: "wrong type: \(key.isEmpty ? "the document" : key) is \(node.noun)", allowed: needed)
    }

    /// An error about this value: "KEY: MESSAGE".
    public func error(_ message: String, allowed: String?) -> DocumentError {
        error(saying: "\(key): \(message)", allowed: allowed)
    }

    private func error(saying message: String, allowed: String?) -> DocumentError {
        // An empty value has its mark wherever the parser noticed; the key is where it is missing.
        let line = node.noun == "nothing" ? keyLine : node.line
        return DocumentError(
            file: file, line: line, column: line == node.line ? node.column : nil, key: key, message: message,
            allowed: allowed)
    }

    /// The text without underscores, where it was written without quotes and each underscore stands between digits.
    private func plainNumber() -> String? {
        guard case .scalar(let text, isPlain: true) = node.content else { return nil }
        let groups = text.split(separator: "_", omittingEmptySubsequences: false)
        for (left, right) in zip(groups, groups.dropFirst()) {
            guard left.last?.isNumber == true, right.first?.isNumber == true else { return nil }
        }
        return groups.joined()
    }

    private static func isNull(_ text: String) -> Bool { ["", "~", "null"].contains(text) }
}
