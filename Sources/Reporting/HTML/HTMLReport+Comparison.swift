public import Measurement

/// A result and what reports call it, such as its path.
public struct NamedResult: Sendable {
    /// What it is called.
    public let name: String
    /// The result.
    public let result: RunResult

    /// `result`, called `name`.
    public init(name: String, result: RunResult) {
        self.name = name
        self.result = result
    }
}

extension HTMLReport {
    /// The most results that one page lays over each other: more could not be told apart.
    public static let comparedMax = PlotSeries.inkCount

    /// Results laid over each other, each with a letter, and what changed from the first to each other one.
    ///
    /// - Precondition: one to ``comparedMax`` results.
    public init(comparing results: [NamedResult]) {
        precondition(!results.isEmpty && results.count <= Self.comparedMax, "one to six results can be told apart")
        self.init(Self.page(comparing: results))
    }

    static func page(comparing results: [NamedResult]) -> ReportPage {
        let first = results[0]
        guard results.count > 1 else { return page(of: first.result) }
        var page = ReportPage(title: "\(results.count) results compared")
        let lettered = zip(letters, results).map { NamedResult(name: $0, result: $1.result) }
        for (letter, named) in zip(letters, results) {
            let verdict = named.result.verdict
            let missed = verdict.objectives.filter { !$0.holds }.count
            var text =
                "\(named.name): " + (verdict.valid ? "valid" : "not valid. \(verdict.reasons.joined(separator: " "))")
            if missed > 0 { text += "; \(missed) of \(verdict.objectives.count) objectives missed" }
            page.verdicts.append(
                .init(standing: verdict.valid && missed == 0 ? .good : .bad, word: letter, text: text))
        }
        let comparisons = zip(letters, results).dropFirst().map { letter, other in
            (letter, ComparisonReport(first.result, other.result, firstName: first.name, secondName: other.name))
        }
        for (letter, comparison) in comparisons {
            page.verdicts += comparison.warnings.map {
                // The text report knows two results, A and B; of several the second has a letter of its own.
                .init(standing: .caution, word: letter == "B" ? "Note" : "Note, A and \(letter) as B", text: $0)
            }
        }
        page.sections = Overlay(lettered).sections
        for (letter, comparison) in comparisons {
            page.sections.append(changes(comparison, from: "A", to: letter))
        }
        page.sections += lettered.map { named in
            let section = OriginSection.section(of: named.result)
            var own = ReportPage.Section("\(named.name): where and how")
            own.facts = section.facts
            own.paragraphs = named.result.command.map { ["To repeat it: \($0)"] } ?? []
            return own
        }
        return page
    }

    private static let letters = ["A", "B", "C", "D", "E", "F"]

    private static func changes(_ comparison: ComparisonReport, from first: String, to second: String)
        -> ReportPage.Section
    {
        var section = ReportPage.Section("What changed from \(first) to \(second)")
        section.paragraphs = [
            "\"Within noise\": the 95 % intervals of both percentiles overlap. Intervals know of chance within a run only; what "
                + "reads slower is a reason to measure again."
        ]
        section.tables = comparison.sections.map { part in
            PageTable(
                part.phase.map { "Phase \($0)" } ?? "Figures", ["figure", first, second, "change", "percent", "note"],
                rows: part.differences.map { row in
                    [
                        row.figure, row.kind.text(row.first), row.kind.text(row.second),
                        row.change.map { ($0 > 0 ? "+" : "") + row.kind.text($0) } ?? "",
                        row.relativeChange.map(HumanFigures.signedPercent) ?? "", row.note?.rawValue ?? "",
                    ]
                })
        }
        return section
    }
}
