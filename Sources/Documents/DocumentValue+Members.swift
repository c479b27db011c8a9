extension DocumentValue {
    /// The whole document as a value, whose key is empty: `root` is what ``DocumentParser`` found in the file.
    public init(root: DocumentNode, of file: String) { self.init(file: file, key: "", node: root, keyLine: root.line) }

    /// The values within this one by their keys, in the order of the file; with `allowed`, other keys are refused.
    public func members(among allowed: [String]? = nil) throws(DocumentError) -> [(name: String, value: DocumentValue)]
    {
        var members: [(name: String, value: DocumentValue)] = []
        for entry in try entries() {
            if let allowed, !allowed.contains(entry.key) {
                throw .unknownKey(entry, within: key.isEmpty ? nil : key, of: file, among: allowed)
            }
            let name = key.isEmpty ? entry.key : "\(key).\(entry.key)"
            members.append((entry.key, DocumentValue(file: file, key: name, node: entry.value, keyLine: entry.line)))
        }
        return members
    }

    /// The values of a list.
    public func elements(_ needed: String) throws(DocumentError) -> [DocumentValue] {
        guard case .sequence(let nodes) = node.content else { throw wrongType(needed) }
        return nodes.enumerated().map { index, node in
            DocumentValue(file: file, key: "\(key).\(index)", node: node, keyLine: node.line)
        }
    }

    /// The value as `true` or `false`.
    public func flag() throws(DocumentError) -> Bool {
        guard let flag = Bool(try text()) else { throw wrongType("true or false") }
        return flag
    }

    /// The value as one of the words of a choice.
    public func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type = Choice.self
    ) throws(DocumentError) -> Choice {
        let word = try text()
        if let choice = Choice(rawValue: word) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        var error = error("\"\(word.prefix(40))\" is none of its values", allowed: words.joined(separator: ", "))
        error.suggestion = Suggestion.nearest(to: word, among: words)
        throw error
    }

    /// The value as a whole number within a range.
    public func wholeNumber(in range: ClosedRange<Int>) throws(DocumentError) -> Int {
        let number: Int = try wholeNumber()
        guard range.contains(number) else {
            throw error("\(number) is out of range", allowed: "\(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
