public import Measurement

/// Two results side by side: what changed, by how much, and whether the change is more than chance.
///
/// Phases are compared with phases of the same name. Where the 95 % intervals of a percentile overlap, the row says "within
/// noise". Intervals know of chance within a run only, not of the difference between two runs of the same thing; so a row that
/// says "slower" is a reason to measure again. Pure; names from outside are made visible.
public struct ComparisonReport: Sendable {
    /// A part of the comparison: the runs as a whole, or one phase of them.
    public struct Section: Equatable, Sendable {
        /// The phase's name; `nil` for the runs as a whole.
        public var phase: String?
        /// The figures that at least one of the two has.
        public var differences: [Difference]
    }

    /// Why the two may not be comparable; empty where nothing speaks against it.
    public let warnings: [String]
    /// The figures.
    public let sections: [Section]
    private let names: (first: String, second: String)

    /// Compares `first`, the result to compare with, and `second`; the names, such as paths, say in the report which is which.
    public init(_ first: RunResult, _ second: RunResult, firstName: String = "A", secondName: String = "B") {
        names = (firstName, secondName)
        var warnings = Self.warnings(first, second)
        var sections: [Section] = []
        if first.phases.isEmpty || second.phases.isEmpty {
            sections.append(Section(phase: nil, differences: Difference.between(first, second)))
            if first.phases.isEmpty != second.phases.isEmpty {
                warnings.append("Only one of them has phases: its figures as a whole are compared.")
            }
        } else {
            for phase in first.phases {
                guard let other = second.phases.first(where: { $0.name == phase.name }) else {
                    warnings.append("Phase \(phase.name) is only in A.")
                    continue
                }
                warnings += Self.planWarnings(phase.result, other.result).map { "\(phase.name): \($0)" }
                sections.append(
                    Section(phase: phase.name, differences: Difference.between(phase.result, other.result)))
            }
            for phase in second.phases where !first.phases.contains(where: { $0.name == phase.name }) {
                warnings.append("Phase \(phase.name) is only in B.")
            }
        }
        self.warnings = warnings
        self.sections = sections
    }

    /// The report, each line ended by a newline.
    public var text: String {
        var lines = Paragraph.lines("A  ", VisibleText.of(names.first), indent: 3)
        lines += Paragraph.lines("B  ", VisibleText.of(names.second), indent: 3)
        for warning in warnings {
            lines += Paragraph.lines("warning: ", VisibleText.of(warning), indent: 2)
        }
        for section in sections {
            lines.append("")
            if let phase = section.phase { lines.append("\(VisibleText.of(phase, columnsMax: 60)):") }
            lines += Self.table(section.differences)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func table(_ differences: [Difference]) -> [String] {
        guard !differences.isEmpty else { return ["nothing to compare"] }
        var table = TextTable(["figure", "A", "B", "change", "percent", "note"], widthsMin: [28, 10, 10, 10, 9, 12])
        for row in differences {
            let sign = (row.change ?? 0) > 0 ? "+" : ""
            table.append([
                VisibleText.of(row.figure, columnsMax: 30), row.kind.text(row.first), row.kind.text(row.second),
                row.change.map { sign + row.kind.text($0) } ?? "",
                row.relativeChange.map(HumanFigures.signedPercent) ?? "", row.note?.rawValue ?? "",
            ])
        }
        return table.lines
    }

    private static func warnings(_ first: RunResult, _ second: RunResult) -> [String] {
        var warnings: [String] = []
        for (name, result) in [("A", first), ("B", second)] where !result.verdict.valid {
            warnings.append("\(name) is not a valid run: \(result.verdict.reasons.joined(separator: " "))")
        }
        if first.machine != second.machine { warnings.append("They ran on different machines.") }
        // With phases on both sides the plans that count are those of the phases.
        if first.phases.isEmpty || second.phases.isEmpty { warnings += planWarnings(first, second) }
        return warnings + setUpWarnings(first.plan, second.plan)
    }

    private static func planWarnings(_ first: RunResult, _ second: RunResult) -> [String] {
        var warnings: [String] = []
        if first.plan.target != second.plan.target {
            warnings.append("Their targets differ: \(first.plan.target) and \(second.plan.target).")
        }
        if first.plan.hash != second.plan.hash {
            warnings.append("They followed different plans: \(first.plan.hash) and \(second.plan.hash).")
        }
        return warnings
    }

    private static func setUpWarnings(_ first: PlanSummary, _ second: PlanSummary) -> [String] {
        var warnings: [String] = []
        if first.workers != second.workers {
            warnings.append("They had \(first.workers) and \(second.workers) workers.")
        }
        // What a file does not tell is not taken for different.
        guard let one = first.settings, let other = second.settings else { return warnings }
        for name in Set(one.keys).union(other.keys).sorted() where one[name] != other[name] {
            let values = "\(one[name] ?? "by default") and \(other[name] ?? "by default")"
            warnings.append("They were set up differently: \(name) \(values).")
        }
        return warnings
    }
}
