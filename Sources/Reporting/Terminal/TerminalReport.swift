public import Measurement

/// A result as text for a person at a terminal: compact, aligned, at most 100 columns, the verdicts last.
///
///     print(TerminalReport(result).text)
///
/// Of a result with phases each phase is shown in turn, then the verdict on the whole; the figures at the top of such a
/// result repeat a phase's and are not shown again. All text that came from outside is made visible, so no name can
/// command the terminal. Pure: the same result gives the same text.
public struct TerminalReport: Sendable {
    /// What is reported.
    let result: RunResult
    /// With or without colour.
    let style: TerminalStyle

    /// A report on `result`.
    public init(_ result: RunResult, style: TerminalStyle = .plain) {
        self.result = result
        self.style = style
    }

    /// The report, each line ended by a newline.
    public var text: String { lines.map { $0 + "\n" }.joined() }

    private var lines: [String] {
        var lines = header
        if result.phases.isEmpty {
            lines += body(of: result)
        }
        for phase in result.phases {
            lines.append("")
            lines += heading(of: phase)
            lines += body(of: phase.result, isBrief: phase.result.plan.target == "null")
        }
        return lines + [""] + verdictLines
    }

    /// What ran, where.
    private var header: [String] {
        let plan = result.plan
        let machine = result.machine
        var lines: [String] = []
        if result.phases.isEmpty {
            lines += labelled("plan", [planWords(plan)])
        }
        if !plan.settingsWords.isEmpty { lines += labelled("set up", plan.settingsWords.map(shown)) }
        lines += labelled(
            "seed", ["\(plan.seed)", "hash \(shown(plan.hash))", "loadgen \(shown(result.tool.version))"])
        lines += labelled(
            "machine",
            [
                shown(machine.cpu), "\(machine.cores) cores", HumanFigures.bytes(Double(machine.memoryBytes)),
                shown(machine.kernel), "clock \(shown(machine.clockSource))",
            ])
        return lines
    }

    private func heading(of phase: Phase) -> [String] {
        let name = shown(phase.name)
        let lines = Paragraph.lines("\(name): ", planWords(phase.result.plan), indent: Self.indent)
        return lines.enumerated().map { index, line in
            index == 0 ? style.mark("\(name):", in: line, as: .heading) : line
        }
    }

    private func planWords(_ plan: PlanSummary) -> String {
        var words = "\(shown(plan.profile)) on \(shown(plan.target))"
        words += ", \(HumanFigures.count(UInt64(max(0, plan.devices)))) devices"
        if let rate = plan.ratePerSecond { words += ", \(HumanFigures.rate(rate)) requests/s planned" }
        words += ", \(HumanFigures.seconds(plan.durationSeconds)), \(plan.workersWords)"
        return words
    }

    /// The figures of one run. A brief body has its throughput only: the latencies of a target that does nothing say
    /// nothing about the subject.
    private func body(of run: RunResult, isBrief: Bool = false) -> [String] {
        var lines = throughputLines(run)
        if isBrief { return lines }
        lines += latencyLines(run)
        lines += counterLines(run)
        lines += memoryLines(run)
        lines += invariantLines(run)
        lines += crossCheckLines(run)
        return lines
    }

    private func throughputLines(_ run: RunResult) -> [String] {
        var lines: [String] = []
        if let throughput = run.throughput {
            lines += labelled(
                "throughput",
                [
                    HumanFigures.rate(throughput.requestsPerSecond) + " requests/s",
                    HumanFigures.rate(throughput.cyclesPerSecond) + " cycles/s",
                ])
        }
        if let ceiling = run.ceiling {
            let used = ceiling.usedFraction
            let multiple = used > 0 ? "\(HumanFigures.number(1 / used)) x this run, " : ""
            lines += labelled(
                "ceiling",
                [
                    HumanFigures.rate(ceiling.requestsPerSecond) + " requests/s with the null target ("
                        + multiple + HumanFigures.percent(used) + " used)"
                ])
        }
        return lines
    }

    private func memoryLines(_ run: RunResult) -> [String] {
        guard let memory = run.memory else { return [] }
        var items: [String] = []
        if let bytes = memory.residentBytes { items.append("\(HumanFigures.bytes(bytes)) resident") }
        if let bytes = memory.bytesPerDevice { items.append("\(HumanFigures.bytes(bytes)) per device") }
        if let bytes = memory.bytesPerTokenSlot { items.append("\(HumanFigures.bytes(bytes)) per token slot") }
        if let count = memory.allocationsPerRequest {
            let bytes = memory.allocatedBytesPerRequest.map { " (\(HumanFigures.bytes($0)))" } ?? ""
            items.append("\(HumanFigures.number(count)) allocations\(bytes) per request")
        }
        return items.isEmpty ? [] : labelled("memory", items)
    }

    private func invariantLines(_ run: RunResult) -> [String] {
        guard !run.invariants.isEmpty else { return [] }
        let broken = run.invariants.filter { !$0.holds }
        guard !broken.isEmpty else { return labelled("invariants", ["all \(run.invariants.count) hold"]) }
        var lines = labelled("invariants", ["\(broken.count) of \(run.invariants.count) broken"])
        for invariant in broken {
            lines += Paragraph.lines(
                "  BROKEN    ", VisibleText.of("\(invariant.name): \(invariant.detail)"), indent: Self.indent
            ).map { style.mark("  BROKEN", in: $0, as: .bad) }
        }
        return lines
    }

    /// The target's own counts beside the generator's. The core's are among the invariants of every run, and nothing counts nothing.
    private func crossCheckLines(_ run: RunResult) -> [String] {
        guard run.plan.target != "core", run.plan.target != "null" else { return [] }
        guard let check = run.crossCheck else {
            return labelled("checked", ["not against the target's own counts (--target-metrics, --count-command)"])
        }
        let counts = check.counts.map {
            "\($0.name) \(HumanFigures.count($0.generator)) here, \(HumanFigures.count($0.target)) there"
        }
        return labelled("checked", ["against \(shown(check.source))"] + counts)
    }

    /// The columns that labels take; continued lines start there.
    static let indent = 12

    /// Items behind a label at the left edge.
    func labelled(_ label: String, _ items: [String]) -> [String] {
        let padding = String(repeating: " ", count: max(1, Self.indent - label.unicodeScalars.count))
        return Paragraph.items(label + padding, items, indent: Self.indent)
    }

    /// A name from outside, visible and of bounded width.
    func shown(_ name: String) -> String { VisibleText.of(name, columnsMax: 60) }
}
