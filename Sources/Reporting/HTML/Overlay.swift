import Measurement

/// Results laid over each other in the same plots: throughput, waiting and latency of runs, phase by phase; recovery of storms, law by law.
struct Overlay {
    private let results: [NamedResult]

    /// An overlay of `results`, whose names are those of the legends.
    init(_ results: [NamedResult]) { self.results = results }

    /// A section for each phase that a result has, or one for runs as a whole; then one for storms.
    var sections: [ReportPage.Section] {
        var phases: [String] = []
        for phase in results.flatMap(\.result.phases) where !phases.contains(phase.name) { phases.append(phase.name) }
        let ofPhases = phases.map { name in
            runs(
                "\(name): laid over each other",
                results.compactMap { named in
                    named.result.phases.first { $0.name == name }.map {
                        NamedResult(name: named.name, result: $0.result)
                    }
                })
        }
        let whole = results.filter { $0.result.phases.isEmpty && $0.result.storms.isEmpty }
        return ofPhases + [runs("Runs laid over each other", whole), storms]
    }

    private func runs(_ heading: String, _ runs: [NamedResult]) -> ReportPage.Section {
        var section = ReportPage.Section(heading)
        var latencies: [String: LatencySummary] = [:]
        for run in runs { latencies.merge(run.result.latency) { kept, _ in kept } }
        let plots =
            [
                course(
                    runs, "Throughput", "requests/s", isLogarithmic: false, text: HumanFigures.rate,
                    value: { Double($0.completed) / $1 }),
                course(
                    runs, "p99 of each interval", "latency, logarithmic", isLogarithmic: true,
                    text: HumanFigures.duration, value: { row, _ in row.p99.map { Double(max($0, 1)) } }),
                course(
                    runs, "Registrations that wait", "queue depth, all tiers", isLogarithmic: false,
                    text: HumanFigures.rate, value: { row, _ in row.queueDepth.reduce(0.0) { $0 + Double($1) } }),
            ]
            + TerminalReport.ordered(latencies).map { name, _ in
                LatencyPlot.plot(
                    title: "Latency of \(name), from the planned start",
                    runs.compactMap { run in
                        run.result.latency[name].map { LatencyPlot.View(name: run.name, figures: $0.figures) }
                    })
            }
        section.plots = plots.filter { !$0.isEmpty }
        return section
    }

    /// One figure of each timeline over time. `value` is given a row and its length in seconds.
    private func course(
        _ runs: [NamedResult], _ title: String, _ yLabel: String, isLogarithmic: Bool, text: (Double) -> String,
        value: (TimelineRow, Double) -> Double?
    ) -> LinePlot {
        let thinned = runs.map { TimelineThinning.thinned($0.result.timeline).rows }
        let lines = thinned.map { rows in
            zip(rows, CoursePlots.lengths(of: rows)).map { ($0.seconds, value($0, $1)) }
        }
        let values = lines.flatMap { $0.compactMap(\.1) }
        return LinePlot(
            title: title, xLabel: "seconds since the start", yLabel: yLabel,
            x: CoursePlots.time(thinned.flatMap { $0 }),
            y: isLogarithmic ? .logarithmic(covering: values, text: text) : .linear(covering: values, text: text),
            series: zip(runs, lines).enumerated().map { PlotSeries($1.0.name, $1.1, ink: $0) },
            table: PageTable(
                title, ["result and seconds", yLabel],
                rows: zip(runs, lines).flatMap { run, line in
                    line.map { ["\(run.name), \(HumanFigures.number($0.0)) s", $0.1.map(text) ?? "-"] }
                }))
    }

    private var storms: ReportPage.Section {
        var section = ReportPage.Section("Storms laid over each other")
        var titles: [String] = []
        for storm in results.flatMap(\.result.storms) where !titles.contains(StormSections.title(of: storm)) {
            titles.append(StormSections.title(of: storm))
        }
        section.plots = titles.map { title in
            RecoveryCurves.plot(
                title: "Devices home under \(title)",
                results.compactMap { named in
                    named.result.storms.first { StormSections.title(of: $0) == title }.map {
                        RecoveryCurves.Curve(name: named.name, storm: $0)
                    }
                })
        }.filter { !$0.isEmpty }
        return section
    }
}
