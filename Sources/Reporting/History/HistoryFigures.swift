import History

/// How parts of a history are written, in the terminal and on a page.
enum HistoryFigures {
    /// A value of a figure, in the unit that reads best.
    static func value(_ value: Double, unit: String) -> String {
        switch unit {
        case "ns": HumanFigures.duration(value)
        case "1/s": HumanFigures.rate(value) + "/s"
        case "bytes": HumanFigures.bytes(value)
        default: HumanFigures.number(value)
        }
    }

    /// A change in a few words: "+12.0 %, worse".
    static func change(_ change: HistorySeries.Change, of series: HistorySeries) -> String {
        "\(size(of: change)), \(series.isWorse(change) ? "worse" : "better")"
    }

    /// How much of what was before a change is: "+12.0 %".
    static func size(of change: HistorySeries.Change) -> String {
        change.relative.isFinite ? HumanFigures.signedPercent(change.relative) : "from nothing"
    }

    /// A commit as people say it: its first ten characters.
    static func commit(_ commit: String) -> String { String(commit.prefix(10)) }

    /// What is compared, in a line.
    static func subject(_ subject: KeptRun.Subject) -> String {
        let setUp = subject.setUp.isEmpty ? "" : ", \(subject.setUp)"
        return
            "\(subject.profile) on \(subject.target), plan \(subject.planHash.prefix(12))\(setUp), \(subject.machine)"
    }

    /// Which way is better, in words.
    static func direction(of series: HistorySeries) -> String {
        series.better == .lower ? "lower is better" : "higher is better"
    }
}
