public import Gate
internal import Measurement

extension HTMLReport {
    /// What a gate found: the verdict, each series' change with its interval, and how it was measured.
    ///
    /// - Parameter command: what to type to judge again.
    public init(_ outcome: GateOutcome, command: String?) { self.init(Self.page(of: outcome, command: command)) }

    static func page(of outcome: GateOutcome, command: String?) -> ReportPage {
        let report = GateReport(outcome)
        var page = ReportPage(title: "Gate: \(outcome.head.label) against \(outcome.base.label)")
        let standing: ReportPage.Standing =
            switch outcome.exitCode {
            case .pass: .good
            case .regression: .bad
            default: .caution
            }
        page.verdicts = [ReportPage.Verdict(standing: standing, word: "Verdict", text: plain(report.headline))]
        var changes = ReportPage.Section("Changes")
        let judged = outcome.judgements.filter { $0.verdict != .missing }
        let table = PageTable(
            "Changes with their 95 % intervals",
            ["series", "base", "head", "change", "95 % interval", "noise", "counts from", "verdict"],
            rows: outcome.judgements.map { report.cells(of: $0).map(plain) })
        if judged.isEmpty {
            changes.tables = [table]
        } else {
            changes.paragraphs = [
                "The point is the change of the value, the line its 95 % interval: more throughput lies to the right, and so does more time."
            ]
            changes.plots = [
                IntervalPlot(
                    title: "Change from base to head",
                    rows: judged.map { judgement in
                        let sign: Double = judgement.series.better == .lower ? 1 : -1
                        let ends = [sign * judgement.interval.lowerBound, sign * judgement.interval.upperBound].sorted()
                        return IntervalPlot.Row(
                            name: judgement.series.name, change: sign * judgement.change, low: ends[0], high: ends[1],
                            isBad: judgement.verdict == .regressed)
                    }, table: table)
            ]
        }
        var method = ReportPage.Section("How it was measured")
        method.paragraphs = [report.method]
        page.sections = [changes, method]
        page.command = command
        return page
    }

    /// Without the marks of Markdown.
    private static func plain(_ markdown: String) -> String { markdown.filter { $0 != "*" && $0 != "`" } }
}
