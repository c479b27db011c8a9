public import Measurement

extension HTMLReport {
    /// A search for a limit: its answer, each run that was made, and in full the one that is written as its result.
    ///
    /// - Parameters:
    ///   - quantity: what was searched over, in words such as "devices".
    ///   - result: the run that confirmed, or the last one; `nil` where none was made.
    public init(_ search: LimitSearch, over quantity: String, objective: String, result: RunResult?) {
        self.init(Self.page(of: search, over: quantity, objective: objective, result: result))
    }

    static func page(of search: LimitSearch, over quantity: String, objective: String, result: RunResult?)
        -> ReportPage
    {
        var page = ReportPage(title: "Search: \(objective) over \(quantity)")
        let answer = SearchReport(search, over: quantity, objective: objective).sentences
        page.verdicts = [ReportPage.Verdict(standing: standing(of: search), word: "Answer", text: answer)]
        page.sections = [probes(of: search, quantity)]
        guard let result else { return page }
        let own = self.page(of: result)
        var heading = ReportPage.Section("The run in full")
        heading.paragraphs = own.verdicts.map { "\($0.word): \($0.text)" }
        heading.facts = own.facts
        page.sections += [heading] + own.sections
        page.command = result.command
        return page
    }

    private static func standing(of search: LimitSearch) -> ReportPage.Standing {
        switch search.next {
        case .done(.found), .done(.holdsThroughout): .good
        case .done(.neverHolds): .bad
        case .done(.neverValid), .done(.unsettled), .probe: .caution
        }
    }

    private static func probes(of search: LimitSearch, _ quantity: String) -> ReportPage.Section {
        var section = ReportPage.Section("Runs on the way")
        let runs = search.outcomes.enumerated().map { (number: Double($0.offset + 1), outcome: $0.element) }
        guard !runs.isEmpty else { return section }
        let values = runs.map(\.outcome.probe.value)
        let marks = { (finding: LimitSearch.Finding, ink: Int) in
            PlotSeries(
                finding.rawValue,
                runs.filter { $0.outcome.finding == finding }.map { ($0.number, Optional($0.outcome.probe.value)) },
                shape: .marks, ink: ink)
        }
        section.plots = [
            LinePlot(
                title: "What was tried", xLabel: "run", yLabel: "\(quantity), logarithmic",
                x: .linear(covering: runs.map(\.number), text: HumanFigures.number),
                y: .logarithmic(covering: values, text: HumanFigures.rate),
                series: [
                    PlotSeries("in order", runs.map { ($0.number, $0.outcome.probe.value) }, shape: .reference, ink: 0),
                    marks(.holds, 2), marks(.misses, 4),
                ] + [marks(.invalid, 1)].filter { !$0.points.isEmpty },
                table: PageTable(
                    "Runs in order", ["run", quantity, "objective", "to confirm"],
                    rows: runs.map { run in
                        [
                            HumanFigures.number(run.number), SearchReport.figure(run.outcome.probe.value),
                            run.outcome.finding.rawValue, run.outcome.probe.isConfirmation ? "yes" : "",
                        ]
                    }))
        ]
        return section
    }
}
