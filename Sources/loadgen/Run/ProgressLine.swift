import LoadEngine
import Measurement
import Reporting

/// One line on the terminal that says how a phase is doing, rewritten once a second, gone at its end.
struct ProgressLine {
    let phase: String
    let line: StatusLine

    func begin() { line.show("\(phase) …") }

    func show(_ progress: RunProgress) {
        let interval = progress.interval
        let p99 = interval.p99Nanoseconds.map { ", p99 \(HumanFigures.duration($0))" } ?? ""
        let time =
            progress.plannedSeconds.map {
                "\(HumanFigures.seconds(min(progress.elapsedSeconds, $0))) of \(HumanFigures.seconds($0))"
            } ?? HumanFigures.seconds(progress.elapsedSeconds)
        let depth = interval.queueDepth.reduce(0, +)
        line.show("\(phase): \(time), \(HumanFigures.rate(Double(interval.completedCount)))\(p99), \(depth) queued")
    }

    func end() { line.end() }
}
