/// Changes with their intervals, one below the other about a line of no change, as an SVG that a page holds.
struct IntervalPlot: PagePlot {
    /// One change.
    struct Row {
        /// What changed.
        let name: String
        /// By how much, and within which ends: fractions, positive to the right.
        let change: Double
        let low: Double
        let high: Double
        /// Whether it is a change for the worse that counts.
        let isBad: Bool
    }

    let title: String
    let rows: [Row]
    let table: PageTable

    /// Units of the drawing.
    private static let width = 640.0
    private static let margin = 24.0
    private static let rowHeight = 56.0

    var legend: [PlotLegend] { [] }

    func svg(id: String) -> String {
        let ends = rows.flatMap { [$0.low, $0.high, $0.change] }.filter(\.isFinite)
        // As much room on either side as the widest needs, a whole number of percent.
        let reach = max(min((ends.map(abs).max() ?? 0) * 100, PlotScale.magnitudeMax), 1).rounded(.up) / 100
        let bottom = Self.rowHeight * Double(rows.count) + 8
        var drawing = PlotDrawing(
            id: id, title: title,
            summary: "\(rows.count) changes with their intervals. The figures are in the table below.",
            width: Self.width, height: bottom + 40)
        drawing.openAxes()
        for (part, anchor) in [(-1.0, "start"), (0, "middle"), (1, "end")] {
            let x = Self.place(part * reach, reach: reach)
            drawing.rule(x, 4, x, bottom)
            drawing.label(HumanFigures.signedPercent(part * reach), x: x, y: bottom + 28, anchor: anchor)
        }
        for (index, row) in rows.enumerated() {
            drawing.label(row.name, x: 4, y: Self.rowHeight * Double(index) + 24, anchor: "start")
        }
        drawing.close()
        for (index, row) in rows.enumerated() {
            let y = Self.rowHeight * Double(index) + 42
            let places = [row.low, row.change, row.high].map { (x: Self.place($0, reach: reach), y: y) }
            drawing.open(class: row.isBad ? "series bad" : "series i0", name: row.name, pointCount: 2)
            drawing.line([places[0], places[2]])
            drawing.marks([places[1]])
            drawing.close()
        }
        return drawing.text
    }

    /// Where a change is; what is infinite is at the edge.
    private static func place(_ change: Double, reach: Double) -> Double {
        let part = change.isNaN ? 0 : min(max(change / reach, -1), 1)
        return margin + (part + 1) / 2 * (width - 2 * margin)
    }
}
