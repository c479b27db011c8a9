public import History

extension HTMLReport {
    /// What a history tells of one subject: each figure over its results, changes marked.
    public init(_ history: SubjectHistory) { self.init(Self.page(of: history)) }

    /// The most figures that a page has plots of.
    static let historyPlotsMax = 60

    static func page(of history: SubjectHistory) -> ReportPage {
        var page = ReportPage(title: "History: \(history.subject.profile) on \(history.subject.target)")
        let changes = history.series.flatMap { series in series.changes.map { (series, $0) } }
        page.verdicts = changes.map { series, change in
            let run = series.points[change.index].run
            return ReportPage.Verdict(
                standing: series.isWorse(change) ? .bad : .good, word: series.isWorse(change) ? "Worse" : "Better",
                text: "\(series.name): \(HistoryFigures.size(of: change)), since "
                    + "\(HistoryFigures.commit(run.commit)) of \(HumanFigures.time(milliseconds: run.milliseconds))")
        }
        if changes.isEmpty {
            page.verdicts = [.init(standing: .good, word: "Steady", text: "No figure changed beyond chance.")]
        }
        let invalid = history.runs.filter { !$0.isValid }.count
        page.facts = [
            .init(name: "Results", text: "\(history.runs.count)"), .init(name: "Not valid", text: "\(invalid)"),
            .init(name: "Plan's hash", text: history.subject.planHash),
            .init(name: "Set up", text: history.subject.setUp.isEmpty ? "not known" : history.subject.setUp),
            .init(name: "Machine", text: history.subject.machine),
        ]
        var figures = ReportPage.Section("Figures")
        figures.paragraphs = [
            "Each point is a valid result, in order of time; a change is a place from which on the values are others, as told by their "
                + "energy distance."
        ]
        figures.plots = history.series.prefix(historyPlotsMax).map(plot)
        page.sections = [figures, runs(of: history)]
        return page
    }

    private static func plot(_ series: HistorySeries) -> LinePlot {
        let points = series.points.enumerated().map { (Double($0.offset + 1), Optional($0.element.value)) }
        // What is middling between two changes, as a line.
        let places = [0] + series.changes.map(\.index) + [series.points.count]
        let middles = [series.changes.first?.before].compactMap { $0 } + series.changes.map(\.after)
        let steps = zip(zip(places, places.dropFirst()), middles).flatMap { ends, middle in
            [(Double(ends.0 + 1), Optional(middle)), (Double(ends.1), Optional(middle))]
        }
        let marked = series.changes.map { (Double($0.index + 1), Optional(series.points[$0.index].value)) }
        let text = { (value: Double) in HistoryFigures.value(value, unit: series.unit) }
        return LinePlot(
            title: series.name, xLabel: "result, in order of time",
            yLabel: "\(series.name), \(HistoryFigures.direction(of: series))",
            x: .linear(covering: points.map(\.0), text: HumanFigures.number),
            y: .linear(covering: series.points.map(\.value), text: text),
            series: [PlotSeries(series.name, points, ink: 0)]
                + (steps.isEmpty
                    ? []
                    : [
                        PlotSeries("between changes", steps, shape: .reference, ink: 0),
                        PlotSeries("changed here", marked, shape: .marks, ink: 4),
                    ]),
            table: PageTable(
                series.name, ["result", "when, UTC", "commit", "value", "change"],
                rows: series.points.enumerated().map { index, point in
                    [
                        "\(index + 1)", HumanFigures.time(milliseconds: point.run.milliseconds),
                        HistoryFigures.commit(point.run.commit), text(point.value),
                        series.changes.first { $0.index == index }.map { HistoryFigures.change($0, of: series) } ?? "",
                    ]
                }))
    }

    private static func runs(of history: SubjectHistory) -> ReportPage.Section {
        var section = ReportPage.Section("Results")
        section.tables = [
            PageTable(
                "In order of time", ["when, UTC", "commit", "valid"],
                rows: history.runs.map {
                    [HumanFigures.time(milliseconds: $0.milliseconds), $0.commit, $0.isValid ? "yes" : "no"]
                })
        ]
        return section
    }
}
