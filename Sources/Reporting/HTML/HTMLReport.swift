public import Measurement

/// A report as a page for people who would rather look than read: one self-contained file in HTML, without scripts.
///
///     try HTMLReport(result).write(to: "report.html")
///
/// The verdicts come first, then plots with the figures behind them, then where it was measured and how to repeat it. The page loads nothing
/// and forbids the browser to; it is light or dark as the reader's system is, prints, and fits a phone. Names from outside are made visible
/// (``VisibleText``) and escaped, so none of them can be anything but text. At most ``TimelineThinning/rowsMax`` intervals of a run are
/// drawn, so that a page stays below a mebibyte however long the run was. Pure: the same results give the same page.
public struct HTMLReport: Sendable {
    /// The page.
    public let text: String

    init(_ page: ReportPage) { text = page.html }

    /// A report on a run with its phases, or on storms.
    public init(_ result: RunResult) { self.init(Self.page(of: result)) }

    /// Writes the page to `path`, replacing a file that is there, as ``JSONResultFile/write(_:to:)`` does.
    public func write(to path: String) throws(ResultFileError) { try WholeFile.write(text, to: path) }

    /// The report on one result.
    static func page(of result: RunResult) -> ReportPage {
        let isStorm = !result.storms.isEmpty
        var page = ReportPage(
            title: (isStorm ? "Storm: " : "Run: ") + result.plan.profile + " on " + result.plan.target)
        page.verdicts = verdicts(of: result)
        page.facts = isStorm ? StormSections.facts(of: result) : RunSections.facts(of: result)
        if isStorm {
            page.sections = StormSections(result).all
        } else if result.phases.isEmpty {
            page.sections = RunSections(result, name: nil).all
        } else {
            page.sections = result.phases.flatMap { RunSections($0.result, name: $0.name).all }
        }
        page.sections.append(OriginSection.section(of: result))
        page.command = result.command
        return page
    }

    /// Both verdicts, and what to keep in mind.
    static func verdicts(of result: RunResult) -> [ReportPage.Verdict] {
        let verdict = result.verdict
        var verdicts = [
            verdict.valid
                ? ReportPage.Verdict(standing: .good, word: "Valid", text: "The figures may be believed.")
                : ReportPage.Verdict(standing: .bad, word: "Not valid", text: verdict.reasons.joined(separator: " "))
        ]
        verdicts += verdict.objectives.map(objective)
        verdicts += result.invariants.filter { !$0.holds }.map {
            ReportPage.Verdict(standing: .bad, word: "Broken", text: "invariant \($0.name): \($0.detail)")
        }
        verdicts += verdict.warnings.map { ReportPage.Verdict(standing: .caution, word: "Note", text: $0) }
        return verdicts
    }

    private static func objective(_ outcome: ObjectiveOutcome) -> ReportPage.Verdict {
        var text = outcome.expression
        if let measured = outcome.measured {
            text += ", measured \(HumanFigures.measured(measured, unit: outcome.unit))"
        }
        if let reason = outcome.reason { text += ": \(reason)" }
        return ReportPage.Verdict(
            standing: outcome.holds ? .good : .bad, word: outcome.holds ? "Met" : "Missed", text: text)
    }
}
