import Measurement

extension TerminalReport {
    /// The table of latencies; series without a request are left out. Where the time from the actual send differs, it
    /// stands in a line of its own below.
    func latencyLines(_ run: RunResult) -> [String] {
        let percentiles: [Percentile] = [.p50, .p90, .p99, .p999]
        var table = TextTable(
            ["latency", "count"] + percentiles.map(\.label) + ["max"],
            widthsMin: [24, 11] + Array(repeating: 9, count: percentiles.count + 1))
        for (name, summary) in Self.ordered(run.latency) where summary.count > 0 {
            let cells = Self.cells(summary.figures, percentiles)
            table.append([VisibleText.of(name, columnsMax: 24)] + cells)
            guard let uncorrected = summary.uncorrected, uncorrected.count > 0 else { continue }
            let uncorrectedCells = Self.cells(uncorrected, percentiles)
            if uncorrectedCells != cells { table.append(["  from the actual send"] + uncorrectedCells) }
        }
        return table.hasRows ? [""] + table.lines + [""] : []
    }

    /// The known series in their own order, then the others by name.
    static func ordered(_ latency: [String: LatencySummary]) -> [(name: String, summary: LatencySummary)] {
        let known = LatencySeries.allCases.map(\.label)
        let others = latency.keys.filter { !known.contains($0) }.sorted()
        return (known + others).compactMap { name in latency[name].map { (name, $0) } }
    }

    private static func cells(_ figures: LatencyFigures, _ percentiles: [Percentile]) -> [String] {
        [HumanFigures.count(figures.count)]
            + percentiles.map { cell(figures[$0], $0.rawValue, figures) }
            + [cell(figures.max, "max", figures)]
    }

    private static func cell(_ value: UInt64?, _ key: String, _ figures: LatencyFigures) -> String {
        guard let value else { return "-" }
        return (figures.isAtLeast(key) ? ">=" : "") + HumanFigures.duration(value)
    }
}
