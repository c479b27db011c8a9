/// A table of a page. The first column names its rows; the others hold figures.
struct PageTable {
    /// What it tells.
    let caption: String
    let headings: [String]
    private(set) var rows: [[String]] = []

    /// A table without rows.
    init(_ caption: String, _ headings: [String]) {
        self.caption = caption
        self.headings = headings
    }

    /// A table of these rows.
    init(_ caption: String, _ headings: [String], rows: [[String]]) {
        self.init(caption, headings)
        self.rows = rows
    }

    /// Adds a row.
    mutating func append(_ cells: [String]) { rows.append(cells) }
}
