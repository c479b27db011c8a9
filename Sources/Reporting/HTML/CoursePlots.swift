import Measurement

/// Plots of a run's timeline.
enum CoursePlots {
    private static let timeLabel = "seconds since the start"

    /// Requests completed and denied in each interval, per second.
    static func requests(_ rows: [TimelineRow]) -> LinePlot {
        let lengths = lengths(of: rows)
        let completed = zip(rows, lengths).map { Double($0.completed) / $1 }
        let denied = zip(rows, lengths).map { Double($0.denied) / $1 }
        return LinePlot(
            title: "Throughput", xLabel: timeLabel, yLabel: "requests/s", x: time(rows),
            y: .linear(covering: completed + denied, text: HumanFigures.rate),
            series: [
                PlotSeries("completed", zip(rows.map(\.seconds), completed.map(Optional.init)), ink: 0),
                PlotSeries("denied", zip(rows.map(\.seconds), denied.map(Optional.init)), ink: 1),
            ],
            table: PageTable(
                "Requests in each interval", ["seconds", "completed", "denied"],
                rows: rows.map {
                    [HumanFigures.number($0.seconds), HumanFigures.count($0.completed), HumanFigures.count($0.denied)]
                }))
    }

    /// Percentiles of each interval's latency.
    static func latency(_ rows: [TimelineRow]) -> LinePlot {
        let p50 = rows.map { ($0.seconds, positive($0.p50)) }
        let p99 = rows.map { ($0.seconds, positive($0.p99)) }
        return LinePlot(
            title: "Latency of each interval", xLabel: timeLabel, yLabel: "latency, logarithmic", x: time(rows),
            y: .logarithmic(covering: (p50 + p99).compactMap(\.1), text: HumanFigures.duration),
            series: [PlotSeries("p50", p50, ink: 0), PlotSeries("p99", p99, ink: 1)],
            table: PageTable(
                "Latency of each interval", ["seconds", "p50", "p99"],
                rows: rows.map {
                    [
                        HumanFigures.number($0.seconds), $0.p50.map { HumanFigures.duration($0) } ?? "-",
                        $0.p99.map { HumanFigures.duration($0) } ?? "-",
                    ]
                }))
    }

    /// Registrations that wait at the end of each interval, by tier.
    static func depth(_ rows: [TimelineRow]) -> LinePlot {
        let tiers = 0..<min(rows.map(\.queueDepth.count).max() ?? 0, PlotSeries.inkCount)
        let depths = tiers.map { tier in
            rows.map { ($0.seconds, tier < $0.queueDepth.count ? Double($0.queueDepth[tier]) : nil) }
        }
        return LinePlot(
            title: "Registrations that wait, by tier", xLabel: timeLabel, yLabel: "queue depth", x: time(rows),
            y: .linear(covering: depths.flatMap { $0.compactMap(\.1) }, text: HumanFigures.rate),
            series: depths.enumerated().map { PlotSeries(tierName($0.offset), $0.element, ink: $0.offset) },
            table: PageTable(
                "Registrations that wait at the end of each interval", ["seconds"] + tiers.map(tierName),
                rows: rows.map { row in
                    [HumanFigures.number(row.seconds)]
                        + tiers.map { $0 < row.queueDepth.count ? HumanFigures.count(row.queueDepth[$0]) : "-" }
                }))
    }

    /// The axis of time.
    static func time(_ rows: [TimelineRow]) -> PlotScale { .span(rows.map(\.seconds), text: HumanFigures.number) }

    /// How long each interval was, in seconds; those that a file gives no length count as a second.
    static func lengths(of rows: [TimelineRow]) -> [Double] {
        rows.enumerated().map { index, row in
            let length = row.seconds - (index > 0 ? rows[index - 1].seconds : 0)
            return length.isFinite && length > 0.001 ? length : 1
        }
    }

    /// A time that has a place on a logarithmic axis.
    private static func positive(_ nanoseconds: UInt64?) -> Double? { nanoseconds.map { Double(max($0, 1)) } }

    /// Tiers by the order in which they are served; `spec/system.md`, the priority queue.
    private static func tierName(_ tier: Int) -> String {
        ["priority", "token", "initial"].indices.contains(tier)
            ? ["priority", "token", "initial"][tier] : "tier \(tier)"
    }
}
