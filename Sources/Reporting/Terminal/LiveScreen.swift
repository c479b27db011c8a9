/// Figures of a run or storm under way as lines of a terminal: a bar, a line for each kind of figure, their courses, and the keys.
///
/// ASCII only, so that it looks the same everywhere. A pure function of figures and width: no line is wider, and the same figures give the same lines.
public struct LiveScreen: Sendable {
    /// The width, in columns, that lines are made for: what the terminal has, from 40 to 100.
    public let columnCount: Int
    /// Whether words are marked with colour.
    public let style: TerminalStyle
    /// What keys do, each in a few words; empty where no keys can be read.
    public let keys: [String]

    /// A screen for a terminal of so many columns.
    public init(columnCount: Int, style: TerminalStyle, keys: [String]) {
        self.columnCount = min(max(columnCount, 40), 100)
        self.style = style
        self.keys = keys
    }

    /// The lines of `figures`.
    public func lines(_ figures: LiveFigures) -> [String] {
        var lines = [style.mark(fitted(figures.title), in: fitted(figures.title), as: .heading)]
        lines.append(bar(figures))
        lines.append("")
        lines += figures.lines.map { fitted(Self.label($0.name) + $0.figures.joined(separator: "   ")) }
        let courses = figures.courses.filter { $0.values.contains { $0 != nil } }
        if !courses.isEmpty { lines.append("") }
        lines += courses.map(course)
        if !keys.isEmpty {
            lines.append("")
            lines.append(fitted(keys.joined(separator: "   ")))
        }
        return lines
    }

    private func fitted(_ text: String) -> String { String(text.prefix(columnCount)) }

    private static let labelWidth = 11

    private static func label(_ name: String) -> String {
        let name = name.prefix(labelWidth - 1)
        return name + String(repeating: " ", count: labelWidth - name.count)
    }

    private func bar(_ figures: LiveFigures) -> String {
        guard let fraction = figures.doneFraction, fraction.isFinite else { return fitted(figures.timeText) }
        let percent = "\(Int((min(max(fraction, 0), 1) * 100).rounded(.down))) %"
        let words = " \(percent)   \(figures.timeText)"
        let width = columnCount - words.count - 2
        guard width >= 8 else { return fitted(words) }
        let full = Int((min(max(fraction, 0), 1) * Double(width)).rounded(.down))
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "]" + words
    }

    /// How much of a column's height a character fills, from nothing to all of it.
    private static let levels = Array(" .:-=+*#%@")

    private func course(_ course: LiveFigures.Course) -> String {
        let words = " max \(course.topText)"
        let width = max(columnCount - Self.labelWidth - words.count - 2, 1)
        let newest = course.values.suffix(width)
        let top = course.values.compactMap(\.self).filter(\.isFinite).max() ?? 0
        let columns = newest.map { value -> Character in
            guard let value, value.isFinite, top > 0 else { return " " }
            // What is more than nothing is seen.
            let level = (min(max(value / top, 0), 1) * Double(Self.levels.count - 1)).rounded(.up)
            return Self.levels[Int(level)]
        }
        let empty = String(repeating: " ", count: width - newest.count)
        return fitted(Self.label(course.name) + "|" + empty + String(columns) + "|" + words)
    }
}
