import TestSupport
import Testing

/// What a controller counts and measures, as `/metrics` says it.
struct Metrics {
    private var values: [Substring: Double] = [:]

    /// Reads a text in the format of Prometheus.
    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            if words.count == 2, let value = Double(words[1]) { values[words[0]] = value }
        }
    }

    /// The value of a series without its prefix "controller_"; one that is not there fails the test.
    func callAsFunction(_ name: String, location: SourceLocation = #_sourceLocation) throws -> Int {
        let value = try #require(
            values["controller_\(name)"], "controller_\(name) is not in the metrics", sourceLocation: location)
        return Int(value)
    }
}

extension RunningController {
    /// What it counts now. Asked for by another program, as an operator would.
    func metrics() throws -> Metrics { Metrics(try metricsText()) }

    /// The same as it says it.
    func metricsText() throws -> String {
        let output = try DebianProgram("curl", package: "curl").start([
            "--silent", "--show-error", "--fail", "--noproxy", "*", "--max-time", "120", "http://\(admin)/metrics",
        ]).output()
        try #require(output.status == 0, "curl: \(output.standardError)")
        return output.standardOutput
    }
}
