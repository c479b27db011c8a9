/// A history as text that Prometheus takes in with the times at which things were measured:
/// `promtool tsdb create-blocks-from openmetrics`.
///
/// Source: OpenMetrics 1.0, text format. Values are in base units: seconds where the figure's unit is "ns".
public struct OpenMetricsText: Sendable {
    private var figures: [String] = []
    private var changes: [String] = []

    /// A text without samples.
    public init() {}

    /// Adds a series of a subject: its values, and 1 or -1 where it changed for the worse or the better.
    public mutating func append(_ series: HistorySeries, of subject: KeptRun.Subject) {
        let perBase: Double = series.unit == "ns" ? 1e9 : 1
        let unit = series.unit == "ns" ? "seconds" : series.unit == "1/s" ? "per_second" : series.unit
        let labels = [
            ("figure", series.name), ("unit", unit), ("better", series.better.rawValue), ("target", subject.target),
            ("profile", subject.profile), ("plan", subject.planHash), ("set_up", subject.setUp),
            ("machine", subject.machine),
        ]
        for point in series.points {
            figures.append(
                Self.sample(
                    "loadgen_history_figure", labels + [("commit", point.run.commit)], point.value / perBase,
                    point.run.milliseconds))
        }
        for change in series.changes {
            let run = series.points[change.index].run
            changes.append(
                Self.sample(
                    "loadgen_history_change", labels + [("commit", run.commit)], series.isWorse(change) ? 1 : -1,
                    run.milliseconds))
        }
    }

    /// The text: samples of one family together, the end marked.
    public var text: String {
        var text = "# HELP loadgen_history_figure A figure of a kept result, in base units.\n"
        text += "# TYPE loadgen_history_figure gauge\n" + figures.joined()
        text += "# HELP loadgen_history_change A change for the worse (1) or the better (-1) from this result on.\n"
        text += "# TYPE loadgen_history_change gauge\n" + changes.joined()
        return text + "# EOF\n"
    }

    private static func sample(
        _ name: String, _ labels: [(name: String, value: String)], _ value: Double, _ milliseconds: Int64
    ) -> String {
        let labels = labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
        let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1_000)
        let thousandths = String(rest + 1_000).dropFirst()
        return "\(name){\(labels)} \(value) \(milliseconds < 0 ? "-" : "")\(seconds).\(thousandths)\n"
    }

    /// A label's value as the format asks: backslash, quote and line feed written out.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
