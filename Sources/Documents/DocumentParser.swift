internal import Yams

/// Turns the bytes of a document into ``DocumentNode``s; the only place that knows the YAML library.
public struct DocumentParser: Sendable {
    /// The file as errors name it.
    let file: String
    /// The largest document, in bytes.
    let byteCountMax: Int
    /// How deep values nest at most; what people write has three or four levels.
    private static var depthMax: Int { 16 }

    /// A parser for a file of this name, of at most 1 MiB unless more is allowed.
    public init(file: String, byteCountMax: Int = DocumentBytes.usualMax) {
        self.file = file
        self.byteCountMax = byteCountMax
    }

    /// The root of the document; `nil` when the file is empty.
    ///
    /// - Throws: for bytes out of ``DocumentBounds``, text that is no UTF-8, wrong syntax, a duplicate key, a key that is no
    ///   text, an anchor or an alias.
    public func root(of bytes: [UInt8]) throws(DocumentError) -> DocumentNode? {
        if let violation = DocumentBounds.violation(in: bytes, byteCountMax: byteCountMax) {
            throw error(violation.line, violation.message)
        }
        if let line = DocumentBounds.lineOfInvalidText(in: bytes) { throw error(line, "the text is not UTF-8") }
        let text = String(decoding: bytes, as: UTF8.self)
        let root: Node?
        let parser: Parser
        do {
            // No tag is resolved, so no pattern is matched; the encoding is not left to the environment.
            parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            root = try parser.singleRoot()
        } catch {
            throw located(error, in: text)
        }
        guard let root else { return nil }
        defer { withExtendedLifetime(parser) {} }  // nodes refer weakly to their anchors, which the parser owns
        let document = try node(root, depth: 0)
        if case .scalar("", isPlain: true) = document.content { return nil }  // "---", and nothing after it
        return document
    }

    private func node(_ node: Node, depth: Int) throws(DocumentError) -> DocumentNode {
        let line = node.mark?.line ?? 0
        let column = node.mark?.column ?? 0
        guard node.anchor == nil else { throw error(line, "anchors and aliases are not allowed", column: column) }
        guard depth < Self.depthMax else { throw error(line, "more than \(Self.depthMax) levels", column: column) }
        let content: DocumentNode.Content
        var isLiteral = false
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string, isPlain: scalar.style == .plain)
            isLiteral = scalar.style == .literal
        case .sequence(let sequence):
            var elements: [DocumentNode] = []
            for element in sequence { elements.append(try self.node(element, depth: depth + 1)) }
            content = .sequence(elements)
        case .mapping(let mapping):
            var entries: [DocumentNode.Entry] = []
            for (key, value) in mapping { entries.append(try entry(key, value, depth: depth + 1)) }
            content = .mapping(entries)
        case .alias: throw error(line, "anchors and aliases are not allowed", column: column)
        }
        return DocumentNode(line: line, column: column, content: content, isLiteral: isLiteral)
    }

    private func entry(_ key: Node, _ value: Node, depth: Int) throws(DocumentError) -> DocumentNode.Entry {
        let key = try node(key, depth: depth)
        guard case .scalar(let name, _) = key.content else {
            throw error(key.line, "a key must be a word, not \(key.noun)", column: key.column)
        }
        return DocumentNode.Entry(
            key: name, line: key.line, column: key.column, value: try node(value, depth: depth))
    }

    private func error(_ line: Int, _ message: String, column: Int? = nil) -> DocumentError {
        DocumentError(file: file, line: line, column: column, message: message)
    }
}

extension DocumentParser {
    /// What the YAML library found wrong, at its place.
    private func located(_ failure: any Error, in text: String) -> DocumentError {
        switch failure as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return error(mark.line, "syntax: \(problem)", column: mark.column)
        case .composer(_, let problem, let mark, _):
            // Of one document only undefined aliases are found at this point.
            let message = problem.contains("alias") ? "anchors and aliases are not allowed" : "syntax: \(problem)"
            return error(mark.line, message, column: mark.column)
        case .reader(let problem, let offset, _, _):
            return error(1 + text.prefix(offset ?? 0).count(where: \.isNewline), "syntax: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            return duplicate(keys.first ?? "", firstLine: context.mark.line, column: context.mark.column, in: text)
        default: return error(0, "the file cannot be parsed")
        }
    }

    /// The error for a key that stands twice. The library tells the first place; the second is looked for below it, at the
    /// same column. Where it is not found (within braces), the first place is named.
    private func duplicate(_ key: String, firstLine: Int, column: Int, in text: String) -> DocumentError {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let again = lines.indices.dropFirst(max(0, firstLine)).first { index in
            let rest = lines[index].dropFirst(max(0, column - 1))
            let isIndented = lines[index].prefix(max(0, column - 1)).allSatisfy { $0 == " " }
            return isIndented && rest.hasPrefix(key + ":")
        }
        guard let again else { return error(firstLine, "duplicate key \"\(key)\"", column: column) }
        return error(again + 1, "duplicate key \"\(key)\", first on line \(firstLine)", column: column)
    }
}
