/// Whether a report marks its words with colour. Whether it should (terminal or not, NO_COLOR) is the caller's to decide.
public enum TerminalStyle: Sendable {
    /// Text alone.
    case plain
    /// Text with ANSI colour sequences.
    case colour

    /// What a piece of text means.
    enum Meaning: String {
        /// A heading.
        case heading = "1"
        /// All is well.
        case good = "32"
        /// Something is wrong.
        case bad = "31"
        /// Something to keep in mind.
        case caution = "33"
    }

    /// `line` with `word`, where the line starts with it, marked.
    func mark(_ word: String, in line: String, as meaning: Meaning) -> String {
        guard self == .colour, line.hasPrefix(word) else { return line }
        return "\u{1B}[\(meaning.rawValue)m\(word)\u{1B}[0m\(line.dropFirst(word.count))"
    }
}
