public import Gate
internal import Measurement

/// What a gate found, in Markdown fit for a pull request; readable on a terminal too.
public struct GateReport {
    private let outcome: GateOutcome

    /// The report of `outcome`.
    public init(_ outcome: GateOutcome) { self.outcome = outcome }

    /// The report: a sentence, a table with a row for each series, and how it was measured.
    public var markdown: String {
        ([headline, ""] + table + ["", method]).joined(separator: "\n") + "\n"
    }

    /// What it comes to, in a sentence or two of Markdown.
    var headline: String {
        let regressed = outcome.series(.regressed)
        let unclear = outcome.series(.unclear)
        let improved = outcome.series(.improved)
        let better = improved.isEmpty ? "" : " Better: \(list(improved))."
        if !regressed.isEmpty { return "**Regressed: \(list(regressed)).**\(better)" }
        if !unclear.isEmpty {
            return
                "**The machine was too noisy to say: \(list(unclear)).** Run the gate again when it is quieter.\(better)"
        }
        if outcome.exitCode == .noBaseline { return "**There is no baseline:** the builds have no series in common." }
        return "**No regression.**\(better)"
    }

    private func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    private var table: [String] {
        [
            "| series | base | head | change | 95 % interval | noise | counts from | verdict |",
            "|---|--:|--:|--:|:-:|--:|--:|---|",
        ] + outcome.judgements.map(row)
    }

    private func row(_ judgement: SeriesJudgement) -> String {
        "| " + cells(of: judgement).joined(separator: " | ") + " |"
    }

    /// The cells of a series' row, in Markdown.
    func cells(of judgement: SeriesJudgement) -> [String] {
        let series = judgement.series
        let isMissing = judgement.verdict == .missing
        let sign: Double = series.better == .lower ? 1 : -1
        // Changes are of the value: more throughput is a positive change, though worsenings are kept as positive.
        let ends = [sign * judgement.interval.lowerBound, sign * judgement.interval.upperBound].sorted()
        return [
            "`\(series.name)`", value(judgement.base, series), value(judgement.head, series),
            isMissing ? "" : change(sign * judgement.change),
            isMissing ? "" : "\(change(ends[0])) .. \(change(ends[1]))",
            isMissing ? "" : HumanFigures.percent(judgement.noise),
            HumanFigures.percent(series.minimumChange), word(judgement.verdict),
        ]
    }

    private func change(_ fraction: Double) -> String {
        fraction.isFinite ? HumanFigures.signedPercent(fraction) : fraction > 0 ? "from nothing" : "to nothing"
    }

    private func value(_ value: Double?, _ series: GateSeries) -> String {
        guard let value else { return "-" }
        return switch series.unit {
        case "ns": HumanFigures.duration(value)
        case "cycles/s": HumanFigures.rate(value) + "/s"
        default: HumanFigures.number(value) + (series.unit.isEmpty ? "" : " \(series.unit)")
        }
    }

    private func word(_ verdict: SeriesJudgement.Verdict) -> String {
        switch verdict {
        case .regressed: "**regressed**"
        case .improved: "improved"
        case .unchanged: "unchanged"
        case .unclear: "unclear"
        case .missing: "not in both builds"
        }
    }

    private var passes: String {
        switch outcome.passCount {
        case 1: "nothing was ambiguous then"
        case let count: "what was ambiguous was sampled again, in \(count) passes altogether"
        }
    }

    /// How it was measured.
    var method: String {
        let machine = outcome.machine
        return """
            Base \(outcome.base.label), head \(outcome.head.label). \(outcome.roundCount) rounds; in each, two arms of either \
            build took \(outcome.samplesPerPass) samples apiece, in random order, and the best counts; \(passes). Noise is what a build \
            differs from itself by. A series regressed when it is worse by more than the noise in every round and by more than \
            the change that counts. Measured in \(HumanFigures.seconds(outcome.seconds)) on \(machine.cpu), \(machine.cores) \
            cores, \(machine.kernel).
            """
    }
}
