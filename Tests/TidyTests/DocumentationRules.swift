/// Every public declaration says what it is.
enum DocumentationRules {
    /// Public declarations without a documentation comment above them or their attributes.
    static func undocumented(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file -> [Finding] in
            file.lines.indices.filter { declaresPublicly(file.lines[$0]) && !isDocumented(file.lines, $0) }.map {
                Finding(file, line: $0, "is public and has no /// comment")
            }
        }
    }

    /// Whether a line begins a public declaration; an extension declares nothing of its own.
    private static func declaresPublicly(_ line: String) -> Bool {
        var words = SourceText.code(of: line).split(separator: " ")
        while let first = words.first, first.hasPrefix("@") { words.removeFirst() }
        guard let first = words.first, first == "public" || first == "open", words.count > 1 else { return false }
        return words[1] != "extension" && words[1] != "import"
    }

    private static func isDocumented(_ lines: [String], _ index: Int) -> Bool {
        for line in lines[..<index].reversed() {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("///") { return true }
            // Attributes, and conditions such as #if, stand between a comment and its declaration.
            guard text.hasPrefix("@") || text.hasPrefix("#") || text.hasPrefix("//") else { return false }
        }
        return false
    }
}
