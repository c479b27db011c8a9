import Measurement

/// What a page tells of one run, or of one phase of a run.
struct RunSections {
    private let result: RunResult
    /// The phase's name; `nil` for a run that is all of its result.
    private let name: String?

    /// The sections of `result`.
    init(_ result: RunResult, name: String?) {
        self.result = result
        self.name = name
    }

    /// All of them, in order. Of a phase against the null target only the first says something of the subject.
    var all: [ReportPage.Section] {
        var sections = [courseSection]
        if name == nil || result.plan.target != "null" { sections += [latencySection, countsSection] }
        return sections
    }

    /// The figures that are looked for first.
    static func facts(of result: RunResult) -> [ReportPage.Fact] {
        var facts: [ReportPage.Fact] = []
        if let throughput = result.throughput {
            facts.append(.init(name: "Requests", text: HumanFigures.rate(throughput.requestsPerSecond) + "/s"))
            facts.append(.init(name: "Full cycles", text: HumanFigures.rate(throughput.cyclesPerSecond) + "/s"))
        }
        if let ceiling = result.ceiling {
            facts.append(
                .init(name: "Generator's ceiling", text: HumanFigures.rate(ceiling.requestsPerSecond) + " requests/s"))
            facts.append(.init(name: "Of it used", text: HumanFigures.percent(ceiling.usedFraction)))
        }
        for (name, summary) in TerminalReport.ordered(result.latency) where name != LatencySeries.lag.label {
            guard let p99 = summary.p99 else { continue }
            facts.append(.init(name: "p99 of \(name)", text: LatencyTable.text(p99, "p99", summary.figures)))
        }
        return facts
    }

    private func heading(_ words: String) -> String { name.map { "\($0): \(words)" } ?? words.capitalizedFirst }

    // MARK: Over time

    private var courseSection: ReportPage.Section {
        var section = ReportPage.Section(heading("over time"))
        if name != nil { section.facts = Self.facts(of: result) }
        let (rows, joined) = TimelineThinning.thinned(result.timeline)
        guard !rows.isEmpty else {
            if name == nil { section.paragraphs = ["The run was over before its first second."] }
            return section
        }
        if joined > 1 {
            section.paragraphs = [
                "Each point stands for \(joined) intervals: their counts are added, of times and depths the largest is shown."
            ]
        }
        section.plots = [CoursePlots.requests(rows), CoursePlots.latency(rows), CoursePlots.depth(rows)].filter {
            !$0.isEmpty
        }
        return section
    }

    // MARK: Latency

    private var latencySection: ReportPage.Section {
        var section = ReportPage.Section(heading("latency"))
        let series = TerminalReport.ordered(result.latency).filter { $0.summary.count > 0 }
        guard !series.isEmpty else { return section }
        section.paragraphs = [
            "From the planned start of a request, so that a slow target cannot hide behind a generator that waits for it; "
                + "uncorrected, from the moment it was sent. A percentile that the samples do not bear is left out."
        ]
        let plots = series.map { name, summary in
            var views = [LatencyPlot.View(name: "from the planned start", figures: summary.figures)]
            if let uncorrected = summary.uncorrected, uncorrected.count > 0 {
                views.append(LatencyPlot.View(name: "uncorrected, from the send", figures: uncorrected))
            }
            return LatencyPlot.plot(title: "Latency of \(name)", views)
        }
        section.plots = plots.filter { !$0.isEmpty }
        return section
    }

    // MARK: Counts

    private var countsSection: ReportPage.Section {
        var section = ReportPage.Section(heading("counts"))
        if let memory = result.memory { section.facts = Self.facts(of: memory) }
        if !result.counters.isEmpty {
            section.tables.append(
                PageTable(
                    "Counters", ["counter", "count"],
                    rows: result.counters.sorted { $0.key < $1.key }.map { [$0.key, HumanFigures.count($0.value)] }))
        }
        if !result.invariants.isEmpty {
            section.tables.append(
                PageTable(
                    "Invariants", ["invariant", "holds", "figures"],
                    rows: result.invariants.map { [$0.name, $0.holds ? "yes" : "NO", $0.detail] }))
        }
        if let check = result.crossCheck {
            section.tables.append(
                PageTable(
                    "Checked against \(check.source)", ["count", "here", "there"],
                    rows: check.counts.map {
                        [$0.name, HumanFigures.count($0.generator), HumanFigures.count($0.target)]
                    }))
        }
        return section
    }

    private static func facts(of memory: MemoryFigures) -> [ReportPage.Fact] {
        [
            memory.residentBytes.map { ("Resident memory", HumanFigures.bytes($0)) },
            memory.bytesPerDevice.map { ("Memory per device", HumanFigures.bytes($0)) },
            memory.bytesPerTokenSlot.map { ("Memory per token slot", HumanFigures.bytes($0)) },
            memory.allocationsPerRequest.map { ("Allocations per request", HumanFigures.number($0)) },
        ].compactMap { $0 }.map { ReportPage.Fact(name: $0.0, text: $0.1) }
    }
}

extension String {
    /// The same with its first letter a capital.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
