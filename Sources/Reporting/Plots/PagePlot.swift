/// A drawing with what belongs to it: a title, a legend, and the figures that are drawn.
protocol PagePlot {
    /// What it shows.
    var title: String { get }
    /// Its lines, as they are drawn and what they are called.
    var legend: [PlotLegend] { get }
    /// The figures behind it.
    var table: PageTable { get }

    /// The drawing; `id` is unique in the page.
    func svg(id: String) -> String
}

/// A line of a legend.
struct PlotLegend {
    /// What the line is called.
    let name: String
    /// The class that gives it its colour and dashes.
    let inkClass: String
}
