import AdminHTTP
import LoadEngine
import Measurement
import Reporting

extension LiveEvent {
    /// What a live page shows of a run after another second.
    init(_ phase: String, target: LoadRun.Target, _ progress: RunProgress) {
        let interval = progress.interval
        var facts = [
            ("Time", HumanFigures.seconds(progress.elapsedSeconds)),
            ("Completed", HumanFigures.count(progress.recorded.completedCount)),
            ("Denied", HumanFigures.count(progress.recorded.deniedCount)),
        ]
        if let left = progress.remainingSeconds { facts.append(("Left", HumanFigures.seconds(left))) }
        if let percent = progress.ratePercent { facts.append(("Of the plan's rate", "\(percent) %")) }
        // A target out of this process does not say how many wait at it.
        let depth = zip(RunBoard.tierNames, interval.queueDepth).map { ($0, Optional(Double($1))) }
        self.init(
            title: "\(phase) on \(target)", progress: progress.doneFraction, facts: facts,
            curves: [
                Curve(
                    id: "rate", name: "Requests", unit: "/s",
                    lines: [("completed", Double(interval.completedCount)), ("denied", Double(interval.deniedCount))]),
                Curve(
                    id: "latency", name: "Latency", unit: "s",
                    lines: [
                        ("p50", interval.p50Nanoseconds.map { Double($0) / 1e9 }),
                        ("p99", interval.p99Nanoseconds.map { Double($0) / 1e9 }),
                    ]),
            ] + (depth.isEmpty ? [] : [Curve(id: "depth", name: "Registrations that wait", unit: "", lines: depth)]))
    }
}
