/// Text that our sources do without, and what to write instead.
struct BannedText {
    let text: String
    let advice: String
    /// The targets in which it is banned; `nil` for all.
    var onlyIn: Set<String>?
    /// The targets in which it is allowed.
    var exceptIn: Set<String> = []
    /// Whether it is banned in comments too.
    var inComments = false

    static let all: [BannedText] = [
        BannedText(text: "try!", advice: "let the error through, or handle it"),
        BannedText(text: "as!", advice: "use as? and say what happens otherwise"),
        BannedText(
            text: "fatalError(",
            advice: "use precondition with a sentence for a programmer's error, a result for others"),
        BannedText(
            text: "print(", advice: "return the text; only the tools and their reports write",
            exceptIn: ["loadgen", "Reporting", "sampler"]),
        BannedText(text: "Date()", advice: "take an Instant as an argument", onlyIn: timeless),
        BannedText(text: "ContinuousClock", advice: "take an Instant as an argument", onlyIn: timeless),
        BannedText(
            text: "SystemRandomNumberGenerator", advice: "take a seed as an argument", onlyIn: ["Registration"]),
        BannedText(text: "Thread.sleep", advice: "wait with Backoff, or on a deadline that the caller gives"),
        BannedText(
            text: "atomicMemoryFence",
            advice: "put the ordering on the operation; the thread sanitizer misjudges stand-alone fences"),
        BannedText(text: "TODO", advice: "do it, or leave it out", inComments: true),
        BannedText(text: "FIXME", advice: "fix it", inComments: true),
        BannedText(text: "XXX", advice: "say what is wrong, or put it right", inComments: true),
    ]

    /// Targets whose time is an argument.
    private static let timeless: Set<String> = ["Registration"]

    /// Uses of banned text in `files`.
    static func uses(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file in
            file.lines.enumerated().flatMap { number, line in
                all.filter { $0.isUsed(in: line, of: file.target ?? "") }.map {
                    Finding(file, line: number, "\($0.text) is banned: \($0.advice)")
                }
            }
        }
    }

    private func isUsed(in line: String, of target: String) -> Bool {
        guard onlyIn?.contains(target) ?? true, !exceptIn.contains(target) else { return false }
        let searched = inComments ? line : SourceText.code(of: line)
        return SourceText.contains(text, in: searched)
    }
}

/// Reads Swift by line, well enough for our own style.
enum SourceText {
    /// The line without its comment. A quoted "//" counts as text when an odd number of quotes stands before it.
    static func code(of line: String) -> String {
        let characters = Array(line)
        var isQuoted = false
        for (index, character) in characters.enumerated() {
            if character == "\"", index == 0 || characters[index - 1] != "\\" { isQuoted.toggle() }
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if !isQuoted, character == "/", next == "/" { return String(characters[..<index]) }
        }
        return line
    }

    /// Whether `text` stands in `line` as words of its own: not within a longer name.
    static func contains(_ text: String, in line: String) -> Bool {
        guard let first = text.first else { return false }
        var rest = Substring(line)
        while let range = rest.firstRange(of: text) {
            let before = rest[..<range.lowerBound].last ?? line[..<range.lowerBound].last
            let after = rest[range.upperBound...].first
            let startsInName = isNamePart(first) && before.map(isNamePart) ?? false
            let endsInName = text.last.map(isNamePart) ?? false && after.map(isNamePart) ?? false
            if !startsInName, !endsInName { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
