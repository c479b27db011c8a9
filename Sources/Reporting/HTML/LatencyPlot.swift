import Measurement

/// Latency by percentile, both axes logarithmic: each step to the right is a tenth of the requests that are left.
enum LatencyPlot {
    /// One set of figures, and what it is called.
    struct View {
        let name: String
        let figures: LatencyFigures
    }

    /// The percentiles' places, in nines: 1 for p90, 2 for p99.
    private static let places: [(percentile: Percentile, place: Double)] = Percentile.allCases.map {
        ($0, -(1 - $0.fraction).decimalLogarithm)
    }
    /// Where the longest time stands: beyond every percentile.
    private static let maxPlace = 5.0

    /// The plot of `views`.
    static func plot(title: String, _ views: [View]) -> LinePlot {
        let points = views.map { Self.points(of: $0.figures) }
        let ticks = places.map { PlotScale.Tick(value: $0.place, text: $0.percentile.label) }
        return LinePlot(
            title: title, xLabel: "percentile", yLabel: "latency, logarithmic",
            x: .places(ticks + [PlotScale.Tick(value: maxPlace, text: "max")], from: 0, to: maxPlace),
            y: .logarithmic(covering: points.flatMap { $0.map(\.1) }, text: HumanFigures.duration),
            series: zip(views, points).enumerated().map { index, pair in
                PlotSeries(pair.0.name, pair.1.map { ($0.0, Optional($0.1)) }, ink: index)
            },
            table: LatencyTable.table(title, views))
    }

    private static func points(of figures: LatencyFigures) -> [(Double, Double)] {
        var points = places.compactMap { percentile, place in
            figures[percentile].map { (place, Double(max($0, 1))) }
        }
        if let longest = figures.max { points.append((maxPlace, Double(max(longest, 1)))) }
        return points
    }
}

/// The same as figures.
enum LatencyTable {
    /// A row for each view.
    static func table(_ caption: String, _ views: [LatencyPlot.View]) -> PageTable {
        PageTable(
            caption, ["view", "requests", "unanswered"] + Percentile.allCases.map(\.label) + ["max"],
            rows: views.map { view in
                let figures = view.figures
                return [view.name, HumanFigures.count(figures.count), HumanFigures.count(figures.unanswered)]
                    + Percentile.allCases.map { text(figures[$0], $0.rawValue, figures) }
                    + [text(figures.max, "max", figures)]
            })
    }

    /// A figure, with the sign of a lower bound where it is one.
    static func text(_ value: UInt64?, _ key: String, _ figures: LatencyFigures) -> String {
        guard let value else { return "-" }
        return (figures.isAtLeast(key) ? "at least " : "") + HumanFigures.duration(value)
    }
}
