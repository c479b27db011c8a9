/// A value of a scenario file with the key it belongs to: reads it as what the key needs, or says what is wrong.
struct ScenarioValue {
    /// The file as errors name it.
    let file: String
    /// The key, with the key that contains it.
    let key: String
    /// The value.
    let node: ScenarioNode
    /// The line of the key, from 1.
    let keyLine: Int

    /// The value as text, as written; quotes taken off. A missing value is none.
    func text() throws(ScenarioError) -> String {
        guard case .scalar(let text, let isPlain) = node.content, !isPlain || !Self.isNull(text) else {
            throw wrongType("a text or number")
        }
        return text
    }

    /// The value as a whole number: decimal digits, in which underscores may stand between digits.
    func wholeNumber<Number: FixedWidthInteger>() throws(ScenarioError) -> Number {
        guard let digits = plainNumber(), let number = Number(digits) else {
            throw wrongType("a whole number\(Number.isSigned ? "" : " from 0 to \(Number.max)")")
        }
        return number
    }

    /// The value as a finite decimal number, in which underscores may stand between digits.
    func number() throws(ScenarioError) -> Double {
        let isDecimal = plainNumber()?.utf8.allSatisfy { "0123456789.eE+-".utf8.contains($0) } ?? false
        guard isDecimal, let number = plainNumber().flatMap({ Double($0) }), number.isFinite else {
            throw wrongType("a number")
        }
        return number
    }

    /// The keys and values within this value.
    func entries() throws(ScenarioError) -> [ScenarioNode.Entry] {
        guard case .mapping(let entries) = node.content else { throw wrongType("keys with values") }
        return entries
    }

    /// The error for a value of another type than needed.
    func wrongType(_ needed: String) -> ScenarioError {
        // An empty value has its mark wherever the parser noticed; the key is where it is missing.
        let line = node.noun == "nothing" ? keyLine : node.line
        return ScenarioError(
            file: file, line: line, column: line == node.line ? node.column : nil, key: key,
            message: "wrong type: \(key) is \(node.noun)", allowed: needed)
    }

    /// The error for a value that no plan takes; for values within this one that do not go together, at the key.
    func error(_ error: PlanError) -> ScenarioError {
        let isScalar = if case .scalar = node.content { true } else { false }
        return ScenarioError(
            file: file, line: isScalar ? node.line : keyLine, column: isScalar ? node.column : nil, key: key,
            message: error.message, allowed: error.allowed)
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
