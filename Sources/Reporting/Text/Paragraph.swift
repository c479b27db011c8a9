/// Text broken into lines of a report's width.
enum Paragraph {
    /// The widest line of a report, in columns.
    static let columnsMax = 100

    /// `text` behind `label`, broken between words; later lines are indented by `indent` columns. A word that no line can
    /// hold is cut into pieces.
    static func lines(_ label: String, _ text: String, indent: Int) -> [String] {
        parts(label, text.split(separator: " ", omittingEmptySubsequences: true).map(String.init), " ", indent: indent)
    }

    /// Whole `items` behind `label`, `separator` between them, broken only between items.
    static func items(_ label: String, _ items: [String], indent: Int) -> [String] {
        parts(label, items, "   ", indent: indent)
    }

    private static func parts(_ label: String, _ parts: [String], _ separator: String, indent: Int) -> [String] {
        var lines: [String] = []
        var line = label
        var isFresh = true
        for part in parts {
            var rest = Substring(part)
            let width = line.unicodeScalars.count + (isFresh ? 0 : separator.count) + rest.unicodeScalars.count
            if !isFresh, width > columnsMax {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                isFresh = true
            }
            while line.unicodeScalars.count + rest.unicodeScalars.count > columnsMax {
                let room = columnsMax - line.unicodeScalars.count
                let end = rest.unicodeScalars.index(rest.startIndex, offsetBy: room)
                lines.append(line + rest[..<end])
                rest = rest[end...]
                line = String(repeating: " ", count: indent)
            }
            line += (isFresh ? "" : separator) + rest
            isFresh = false
        }
        return lines + [line]
    }
}
