/// Prints rows as they come, for a terminal or as a GitHub table.
struct ComparisonTable {
    /// The columns of contenders, in order.
    let columns: [Column]
    /// Whether to print a GitHub table.
    let isMarkdown: Bool

    private static var whatWidth: Int { 17 }
    private static var shapeWidth: Int { 27 }
    private static var ratioWidth: Int { 34 }
    private static var numberWidth: Int { 7 }

    private var hasLimit: Bool { columns.contains(.limit) }

    /// Prints the heading.
    func printHeading() {
        var cells = ["ns per operation", "shape"] + columns.map(\.rawValue) + ["ours / best peer"]
        if hasLimit { cells.append("ours / limit") }
        printLine(cells)
        guard isMarkdown else { return }
        print("|---|---|" + String(repeating: "---:|", count: columns.count) + (hasLimit ? "---|---|" : "---|"))
    }

    /// Prints one row.
    func printRow(_ row: ComparisonRow) {
        var cells = [row.what, row.shape]
        for column in columns { cells.append(row.median(column).map(Self.nanoseconds) ?? "") }
        let best = row.bestPeer.flatMap { peer in row.ratio(to: peer).map { "\(Self.text($0)) \(peer.rawValue)" } }
        cells.append(best ?? "")
        if hasLimit { cells.append(row.ratio(to: .limit).map(Self.text) ?? "") }
        printLine(cells)
    }

    private func printLine(_ cells: [String]) {
        let widths =
            [Self.whatWidth, Self.shapeWidth] + columns.map { max(Self.numberWidth, $0.rawValue.count) }
            + [Self.ratioWidth, 0]
        let numbers = 2..<2 + columns.count
        let padded = cells.indices.map { index in
            numbers.contains(index) ? cells[index].right(widths[index]) : cells[index].left(widths[index])
        }
        guard isMarkdown else {
            let line = padded.joined(separator: "  ")
            print(String(line.reversed().drop { $0 == " " }.reversed()))
            return
        }
        print("| " + padded.joined(separator: " | ") + " |")
    }

    private static func nanoseconds(_ value: Double) -> String { value.text(value < 100 ? 1 : 0) }

    private static func text(_ spread: Spread) -> String {
        let interval = spread.medianInterval
        return "\(spread.median.text(2)) [\(interval.low.text(2)), \(interval.high.text(2))]"
    }
}
