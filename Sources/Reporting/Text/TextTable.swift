/// A table of aligned columns: the first to the left, the others to the right.
///
/// Cells are expected to be visible text of one column per scalar; the caller makes them so.
struct TextTable {
    /// The rows, the heading first.
    private var rows: [[String]] = []
    /// The widths that columns have at least.
    private let widthsMin: [Int]

    /// A table with these headings; columns are at least as wide as `widthsMin` says.
    init(_ headings: [String], widthsMin: [Int] = []) {
        rows = [headings]
        self.widthsMin = widthsMin
    }

    /// Adds a row. Missing cells are empty.
    mutating func append(_ cells: [String]) { rows.append(cells) }

    /// Whether there are rows beside the heading.
    var hasRows: Bool { rows.count > 1 }

    /// The lines of the table, two spaces between columns, none at the end of a line.
    var lines: [String] {
        let columnCount = rows.map(\.count).max() ?? 0
        let widths = (0..<columnCount).map { column in
            let least = column < widthsMin.count ? widthsMin[column] : 0
            return rows.reduce(least) { max($0, column < $1.count ? $1[column].unicodeScalars.count : 0) }
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
                line += column == 0 ? cell + padding : "  " + padding + cell
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
