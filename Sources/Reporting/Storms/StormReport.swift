public import Measurement

/// A result of storms as text for a person at a terminal: the laws side by side, then one of them in full with its recovery curve, the
/// verdicts last.
///
///     print(StormReport(result, law: "calendar").text)
///
/// Names from outside are made visible. Pure: the same result gives the same text.
public struct StormReport: Sendable {
    private let result: RunResult
    private let chosen: StormResult?
    private let style: TerminalStyle

    /// A report on `result` that shows `law` in full, or the first law where the result has none of this name.
    public init(_ result: RunResult, law: String, style: TerminalStyle = .plain) {
        self.result = result
        chosen = result.storms.first { $0.law == law } ?? result.storms.first
        self.style = style
    }

    /// The report, each line ended by a newline.
    public var text: String { lines.map { $0 + "\n" }.joined() }

    private var base: TerminalReport { TerminalReport(result, style: style) }

    private var lines: [String] {
        var lines = header + [""]
        lines += StormTable(storms: result.storms).lines
        if let chosen {
            lines += [""] + detail(of: chosen)
            if let plot = RecoveryPlot(chosen) { lines += [""] + plot.lines }
        }
        return lines + [""] + invariantLines + base.verdictLines
    }

    /// What was played.
    private var header: [String] {
        let plan = result.plan
        var lines = base.labelled(
            "storm", ["\(base.shown(plan.profile)), \(HumanFigures.count(UInt64(max(0, plan.devices)))) devices"])
        lines += base.labelled(
            "seed", ["\(plan.seed)", "hash \(base.shown(plan.hash))", "loadgen \(base.shown(result.tool.version))"])
        guard let storm = chosen else { return lines }
        let devices = "\(HumanFigures.count(UInt64(max(0, storm.rehomingDevices)))) devices"
        let rate = "at \(HumanFigures.rate(storm.serviceRatePerSecond)) registrations/s"
        let bound = StormTable(storms: result.storms).boundSeconds.map { HumanFigures.seconds($0) }
        lines += Paragraph.lines(
            "at best     ",
            bound.map { "\(devices) home in \($0), \(rate); T50, T99 and T100 are multiples of that" }
                ?? "\(devices) are never home, \(rate)",
            indent: TerminalReport.indent)
        return lines
    }

    private var invariantLines: [String] {
        let broken = result.invariants.filter { !$0.holds }
        guard !broken.isEmpty else { return [] }
        var lines = base.labelled("invariants", ["\(broken.count) of \(result.invariants.count) broken"])
        for invariant in broken {
            lines += Paragraph.lines(
                "  BROKEN    ", VisibleText.of("\(invariant.name): \(invariant.detail)"), indent: TerminalReport.indent
            ).map { style.mark("  BROKEN", in: $0, as: .bad) }
        }
        return lines
    }

    /// The figures of one law that the table has no room for.
    private func detail(of storm: StormResult) -> [String] {
        let label = "\(base.shown(storm.law))\(storm.played == .live ? ", live" : ""):"
        let spent = storm.withoutServiceSeconds
        var items = [
            "\(HumanFigures.number(storm.messagesPerRegistration)) messages per registration",
            "\(HumanFigures.count(storm.denialsPerDeviceMax)) denials of a device at most",
            "\(HumanFigures.count(storm.wastedRegistrations)) registrations wasted",
            "\(HumanFigures.count(storm.secondFailovers)) second fail-overs",
            "\(HumanFigures.count(storm.keepAliveMisses)) keep-alives missed",
            "\(HumanFigures.count(storm.neverRegistered)) devices never home",
        ]
        if let ratio = storm.goodputRatio { items.append("goodput \(HumanFigures.percent(ratio))") }
        if let index = storm.jainIndex { items.append("Jain index \(HumanFigures.number(index))") }
        var lines = [style.mark(label, in: label, as: .heading)] + base.labelled("came to", items)
        if let own = storm.boundSeconds, let over = storm.t100OverBound,
            own != StormTable(storms: result.storms).boundSeconds
        {
            lines += base.labelled(
                "own bound",
                [
                    "\(Self.time(own)) with what its devices lost by themselves",
                    "T100 is \(HumanFigures.number(over)) of that",
                ])
        }
        lines += predicted(for: storm)
        lines += base.labelled(
            "unserved",
            ["p50 \(Self.time(spent.p50))", "p99 \(Self.time(spent.p99))", "max \(Self.time(spent.max))"])
        let waits = storm.queueWaitSeconds.sorted { $0.key < $1.key }.filter { $0.value.p50 != nil }
        if !waits.isEmpty {
            lines += base.labelled(
                "queue wait", waits.map { "\(base.shown($0.key)) \(Self.spread($0.value))" })
        }
        if storm.promiseErrorSeconds.p50 != nil {
            lines += base.labelled("promises", ["kept to within \(Self.spread(storm.promiseErrorSeconds))"])
        }
        return lines
    }

    /// What the simulation says of a storm that was played live; nothing where it was not.
    private func predicted(for storm: StormResult) -> [String] {
        guard storm.played == .live,
            let other = result.storms.first(where: { $0.law == storm.law && $0.played == .simulation })
        else { return [] }
        let times = ["T100 \(Self.known(storm.t100)) live", "\(Self.known(other.t100)) simulated"]
        guard let live = storm.t100, let simulated = other.t100, simulated > 0 else {
            return base.labelled("predicted", times)
        }
        return base.labelled("predicted", times + ["\(HumanFigures.percent(abs(live / simulated - 1))) apart"])
    }

    private static func known(_ seconds: Double?) -> String { seconds.map(time) ?? "never" }

    private static func time(_ seconds: Double) -> String { HumanFigures.seconds(seconds) }

    private static func spread(_ spread: StormResult.Spread) -> String {
        "p50 \(spread.p50.map(time) ?? "-"), p99 \(spread.p99.map(time) ?? "-")"
    }
}
