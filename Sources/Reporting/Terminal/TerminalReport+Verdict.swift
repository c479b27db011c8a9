import Measurement

extension TerminalReport {
    /// What to keep in mind, then the two verdicts.
    var verdictLines: [String] {
        let verdict = result.verdict
        var lines: [String] = []
        for warning in verdict.warnings {
            lines += marked("warning:", VisibleText.of(warning), as: .caution)
        }
        if verdict.valid {
            lines += marked("valid:", "yes", as: .good)
        } else {
            let reasons = verdict.reasons.map { VisibleText.of($0) }.joined(separator: " ")
            lines += marked("valid:", reasons.isEmpty ? "no" : "no (\(reasons))", as: .bad)
        }
        return lines + objectiveLines(verdict.objectives)
    }

    private func objectiveLines(_ objectives: [ObjectiveOutcome]) -> [String] {
        guard !objectives.isEmpty else { return marked("objectives:", "none asked", as: .heading) }
        let missed = objectives.filter { !$0.holds }.count
        let summary = missed == 0 ? "all \(objectives.count) met" : "\(missed) of \(objectives.count) missed"
        var lines = marked("objectives:", summary, as: missed == 0 ? .good : .bad)
        for objective in objectives {
            var words = VisibleText.of(objective.expression)
            if let measured = objective.measured {
                words += ", measured \(HumanFigures.measured(measured, unit: objective.unit))"
            }
            if let reason = objective.reason { words += ": \(VisibleText.of(reason))" }
            lines += Paragraph.lines(objective.holds ? "  met       " : "  MISSED    ", words, indent: Self.indent)
        }
        return lines
    }

    private func marked(_ label: String, _ text: String, as meaning: TerminalStyle.Meaning) -> [String] {
        let lines = Paragraph.lines(label + " ", text, indent: 2)
        return lines.enumerated().map { $0.offset == 0 ? style.mark(label, in: $0.element, as: meaning) : $0.element }
    }
}
