import LoadEngine
import Measurement
import Reporting

/// What a run's screen shows: the newest figures, and how they came about since the phase began.
struct RunCourse {
    private let title: String
    private var rates: [Double?] = []
    private var p99s: [Double?] = []

    /// As many seconds as the widest screen has columns.
    private static let secondsMax = 100
    /// The tiers of the queue, by their places.
    private static let tierNames = ["priority", "token", "initial"]

    /// The course of a phase that begins.
    init(phase: String, target: LoadRun.Target, devices: Int) {
        title = "\(phase) on \(target), \(HumanFigures.count(UInt64(clamping: devices))) devices"
    }

    /// What to show before the first second is over.
    var start: LiveFigures { LiveFigures(title: title, doneFraction: nil, timeText: "begins") }

    /// Notes another second, and says what to show of it.
    mutating func figures(after progress: RunProgress) -> LiveFigures {
        let interval = progress.interval
        Self.append(Double(interval.completedCount), to: &rates)
        Self.append(interval.p99Nanoseconds.map { Double($0) }, to: &p99s)
        return LiveFigures(
            title: title, doneFraction: progress.doneFraction, timeText: Self.time(progress),
            lines: lines(progress),
            courses: [
                LiveFigures.Course(
                    "rate", values: rates, topText: HumanFigures.rate(Self.top(rates)) + "/s"),
                LiveFigures.Course("p99", values: p99s, topText: HumanFigures.duration(Self.top(p99s))),
            ])
    }

    private func lines(_ progress: RunProgress) -> [LiveFigures.Line] {
        let interval = progress.interval
        var rate = [
            "\(HumanFigures.rate(Double(interval.completedCount)))/s",
            "denied \(HumanFigures.rate(Double(interval.deniedCount)))/s",
        ]
        if let percent = progress.ratePercent { rate.append("at \(percent) % of the plan's rate") }
        let latency = [
            interval.p50Nanoseconds.map { "p50 \(HumanFigures.duration($0))" },
            interval.p99Nanoseconds.map { "p99 \(HumanFigures.duration($0))" },
        ]
        var lines = [LiveFigures.Line("rate", rate), LiveFigures.Line("latency", latency.compactMap(\.self))]
        if !interval.queueDepth.isEmpty {
            let depths = zip(Self.tierNames, interval.queueDepth).map { "\($0) \(HumanFigures.rate(Double($1)))" }
            lines.append(LiveFigures.Line("queued", depths))
        }
        return lines
    }

    private static func time(_ progress: RunProgress) -> String {
        let elapsed = HumanFigures.seconds(progress.elapsedSeconds)
        let remaining = progress.remainingSeconds.map { ", \(HumanFigures.seconds($0)) left" } ?? ""
        return elapsed + (progress.plannedSeconds.map { " of \(HumanFigures.seconds($0))" } ?? "") + remaining
    }

    private static func append(_ value: Double?, to values: inout [Double?]) {
        values.append(value)
        if values.count > secondsMax { values.removeFirst() }
    }

    private static func top(_ values: [Double?]) -> Double { values.compactMap(\.self).max() ?? 0 }
}
