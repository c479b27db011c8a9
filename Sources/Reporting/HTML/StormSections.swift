import Measurement

/// What a page tells of storms: how the fleet came home under each law.
struct StormSections {
    private let result: RunResult

    /// The sections of `result`.
    init(_ result: RunResult) { self.result = result }

    /// All of them, in order.
    var all: [ReportPage.Section] { [recoverySection, lawsSection, waitSection] }

    /// The figures that are looked for first: of the storm that was judged, which is the first.
    static func facts(of result: RunResult) -> [ReportPage.Fact] {
        guard let storm = result.storms.first else { return [] }
        let name = title(of: storm)
        return [
            .init(name: "Devices to come home", text: HumanFigures.count(UInt64(max(0, storm.rehomingDevices)))),
            .init(name: "Served", text: HumanFigures.rate(storm.serviceRatePerSecond) + " registrations/s"),
            .init(name: "At best", text: storm.boundSeconds.map { HumanFigures.seconds($0) } ?? "never"),
            .init(name: "T100, \(name)", text: storm.t100.map { HumanFigures.seconds($0) } ?? "never"),
            .init(name: "Over the bound", text: storm.t100OverBound.map { HumanFigures.number($0) } ?? "-"),
            .init(name: "Never home", text: HumanFigures.count(storm.neverRegistered)),
        ]
    }

    /// A law, and where it was played if that was on real sockets.
    static func title(of storm: StormResult) -> String { storm.law + (storm.played == .live ? ", live" : "") }

    private var recoverySection: ReportPage.Section {
        var section = ReportPage.Section("Recovery")
        section.paragraphs = [
            "Devices that are home, from the primary's return. The pale line is the bound: the whole fleet home at the rate that the "
                + "primary serves, N/mu, from the first moment on."
        ]
        // More laws than inks are in several plots.
        let groups = stride(from: 0, to: result.storms.count, by: PlotSeries.inkCount).map {
            Array(result.storms[$0..<min($0 + PlotSeries.inkCount, result.storms.count)])
        }
        section.plots = groups.enumerated().map { index, storms in
            RecoveryCurves.plot(
                title: index == 0 ? "Devices home" : "Devices home, continued",
                storms.map { RecoveryCurves.Curve(name: Self.title(of: $0), storm: $0) })
        }.filter { !$0.isEmpty }
        return section
    }

    private var lawsSection: ReportPage.Section {
        var section = ReportPage.Section("Laws side by side")
        let time = { (seconds: Double?) in seconds.map { HumanFigures.seconds($0) } ?? "never" }
        section.tables = [
            PageTable(
                "What each law came to",
                [
                    "law", "verdict", "T50", "T90", "T99", "T100", "over bound", "tokens/device",
                    "messages/registration",
                    "utilisation", "goodput", "without service, device-s", "wasted", "second fail-overs",
                    "keep-alives missed", "never home", "Jain index",
                ],
                rows: result.storms.map { storm in
                    [
                        Self.title(of: storm), storm.recovery.rawValue, time(storm.t50), time(storm.t90),
                        time(storm.t99),
                        time(storm.t100), storm.t100OverBound.map { HumanFigures.number($0) } ?? "-",
                        HumanFigures.number(storm.tokenRequestsPerDevice),
                        HumanFigures.number(storm.messagesPerRegistration),
                        storm.utilisation.map { HumanFigures.percent($0) } ?? "-",
                        storm.goodputRatio.map { HumanFigures.percent($0) } ?? "-",
                        HumanFigures.rate(storm.withoutServiceSeconds.total),
                        HumanFigures.count(storm.wastedRegistrations), HumanFigures.count(storm.secondFailovers),
                        HumanFigures.count(storm.keepAliveMisses), HumanFigures.count(storm.neverRegistered),
                        storm.jainIndex.map { HumanFigures.number($0) } ?? "-",
                    ]
                })
        ]
        return section
    }

    private var waitSection: ReportPage.Section {
        var section = ReportPage.Section("Waits and promises")
        let spread = { (spread: StormResult.Spread) in
            [spread.p50, spread.p99].map { $0.map { HumanFigures.seconds($0) } ?? "-" }
        }
        var table = PageTable("Times that devices waited", ["what", "p50", "p99", "max"])
        for storm in result.storms {
            let law = Self.title(of: storm)
            let spent = storm.withoutServiceSeconds
            table.append(
                ["\(law): without service"] + [spent.p50, spent.p99, spent.max].map { HumanFigures.seconds($0) })
            for (tier, wait) in storm.queueWaitSeconds.sorted(by: { $0.key < $1.key }) where wait.p50 != nil {
                table.append(["\(law): in the queue, \(tier)"] + spread(wait) + ["-"])
            }
            if storm.promiseErrorSeconds.p50 != nil {
                table.append(["\(law): off the promised time"] + spread(storm.promiseErrorSeconds) + ["-"])
            }
        }
        section.tables = [table]
        return section
    }
}
