public import History
internal import Measurement

/// A history as text: its subjects, and of one of them the results and figures, or one figure as a plot. ASCII, so that it reads in a
/// terminal, in a pipe and in a mail. Pure.
public struct HistoryReport: Sendable {
    /// The most results that are listed, the newest.
    static let rowsMax = 40
    /// The longest bar of a plot, in columns.
    private static let barColumns = 32

    private let subjects: [KeptRun.Subject]
    private let shown: SubjectHistory

    /// A report on `shown`, which is one of `subjects`.
    public init(subjects: [KeptRun.Subject], shown: SubjectHistory) {
        self.subjects = subjects
        self.shown = shown
    }

    /// Subjects, results and figures, each line ended by a newline.
    public var text: String {
        var lines: [String] = []
        if subjects.count > 1 { lines += subjectLines + [""] }
        lines.append("\(VisibleText.of(HistoryFigures.subject(shown.subject)))")
        lines += [""] + runLines + [""] + figureLines
        return lines.map { $0 + "\n" }.joined()
    }

    /// The figure called `name` as bars, one for each result, changes marked; `nil` where there is none of that name.
    public func plot(of name: String) -> String? {
        guard let series = shown.series.first(where: { $0.name == name }) else { return nil }
        let points = series.points.suffix(Self.rowsMax)
        let most = points.map { abs($0.value) }.max() ?? 0
        var table = TextTable(["when, UTC", "commit", VisibleText.of(series.name)])
        for point in points {
            table.append([
                HumanFigures.time(milliseconds: point.run.milliseconds),
                VisibleText.of(HistoryFigures.commit(point.run.commit)),
                HistoryFigures.value(point.value, unit: series.unit),
            ])
        }
        var lines = [
            "\(VisibleText.of(series.name)), \(HistoryFigures.direction(of: series)); "
                + "\(VisibleText.of(HistoryFigures.subject(shown.subject)))", "",
        ]
        let rows = table.lines
        lines.append(rows[0])
        for (index, point) in zip(points.indices, points) {
            for change in series.changes where change.index == index {
                lines.append(
                    "-- changed here: \(HistoryFigures.change(change, of: series)), from "
                        + "\(HistoryFigures.value(change.before, unit: series.unit)) to "
                        + "\(HistoryFigures.value(change.after, unit: series.unit))")
            }
            let length = most > 0 ? Int((abs(point.value) / most * Double(Self.barColumns)).rounded()) : 0
            let row = rows[index - points.startIndex + 1]
            lines.append(length > 0 ? row + "  " + String(repeating: "#", count: length) : row)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var subjectLines: [String] {
        ["subjects, the newest first; --subject shows another"]
            + subjects.enumerated().map { index, subject in
                let mark = subject == shown.subject ? "*" : " "
                return "\(mark) \(index + 1)  \(VisibleText.of(HistoryFigures.subject(subject)))"
            }
    }

    private var runLines: [String] {
        var table = TextTable(["when, UTC", "commit", "valid"])
        for run in shown.runs.suffix(Self.rowsMax) {
            table.append([
                HumanFigures.time(milliseconds: run.milliseconds),
                VisibleText.of(HistoryFigures.commit(run.commit)), run.isValid ? "yes" : "NO",
            ])
        }
        let hidden = shown.runs.count - Self.rowsMax
        return table.lines + (hidden > 0 ? ["and \(hidden) before them"] : [])
    }

    private var figureLines: [String] {
        guard !shown.series.isEmpty else { return ["No valid result, so no figure to follow."] }
        var table = TextTable(["figure", "newest", "least", "most", "last change"])
        for series in shown.series {
            let values = series.points.map(\.value)
            table.append(
                [VisibleText.of(series.name)]
                    + [values.last, values.min(), values.max()].map {
                        $0.map { HistoryFigures.value($0, unit: series.unit) } ?? "-"
                    } + [lastChange(of: series)])
        }
        return table.lines
    }

    private func lastChange(of series: HistorySeries) -> String {
        guard let change = series.changes.last else { return "none" }
        let commit = HistoryFigures.commit(series.points[change.index].run.commit)
        return "\(HistoryFigures.change(change, of: series)), at \(VisibleText.of(commit))"
    }
}
