/// Lines over two axes, drawn as an SVG that a page holds.
///
/// Colours and the size of letters are the page's, by classes, so that one drawing serves light and dark, wide and narrow. Pure.
struct LinePlot: PagePlot {
    let title: String
    /// What the horizontal axis shows, with its unit.
    let xLabel: String
    /// What the vertical axis shows, with its unit.
    let yLabel: String
    let x: PlotScale
    let y: PlotScale
    let series: [PlotSeries]
    let table: PageTable

    /// Points of a series up to which each has a mark of its own.
    private static let markedPointsMax = 24

    /// Whether there is something to draw.
    var isEmpty: Bool { series.allSatisfy(\.points.isEmpty) }

    var legend: [PlotLegend] { series.map { PlotLegend(name: $0.name, inkClass: Self.inkClass($0)) } }

    /// What a reader who does not see it is told.
    private var summary: String {
        let parts = series.map { "\($0.name) with \($0.points.count) points" }
        return "\(yLabel) over \(xLabel): \(parts.joined(separator: ", ")). The figures are in the table below."
    }

    func svg(id: String) -> String {
        var drawing = PlotDrawing(id: id, title: title, summary: summary)
        drawing.axes(x, y, xLabel: xLabel, yLabel: yLabel)
        for one in series {
            let places = one.points.map { drawing.place(x.fraction(of: $0.x), y.fraction(of: $0.y)) }
            drawing.open(class: "series \(Self.inkClass(one))", name: one.name, pointCount: one.points.count)
            if one.shape != .marks { drawing.line(places) }
            if one.shape == .marks || one.shape == .line && places.count <= Self.markedPointsMax {
                drawing.marks(places)
            }
            drawing.close()
        }
        return drawing.text
    }

    private static func inkClass(_ series: PlotSeries) -> String {
        series.shape == .reference ? "ref" : "i\(series.ink)"
    }
}
