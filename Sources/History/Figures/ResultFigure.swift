public import Measurement

/// One number of a result that is worth following over commits, such as the p99 of the token series.
public struct ResultFigure: Hashable, Sendable {
    /// Which way is better.
    public enum Direction: String, Hashable, Sendable {
        /// Less is better, as of times.
        case lower
        /// More is better, as of throughput.
        case higher
    }

    /// What is measured, such as "token p99" or "calendar T100". Of a phase its name stands in front: "constant: token p99".
    public let name: String
    /// The value, in ``unit``. Finite.
    public let value: Double
    /// "ns", "1/s", "bytes" or, for a plain number, "".
    public let unit: String
    /// Which way is better.
    public let better: Direction

    /// A figure; `nil` unless the value is known and finite.
    public init?(_ name: String, _ value: Double?, unit: String, better: Direction = .lower) {
        guard let value, value.isFinite else { return nil }
        self.name = name
        self.value = value
        self.unit = unit
        self.better = better
    }

    /// The most figures that are taken of one result; a file may hold any number of series.
    public static let countMax = 1_000

    /// The figures of `result`, those of its phases among them, in the order of the report. At most ``countMax``.
    public static func all(of result: RunResult) -> [ResultFigure] {
        let figures =
            result.phases.isEmpty
            ? ofRun(result, prefix: "")
            : result.phases.flatMap { ofRun($0.result, prefix: $0.name + ": ") }
        return Array((figures + result.storms.flatMap(ofStorm)).prefix(countMax))
    }

    private static func ofRun(_ result: RunResult, prefix: String) -> [ResultFigure] {
        let named = { (name: String, value: Double?, unit: String, better: Direction) in
            ResultFigure(prefix + name, value, unit: unit, better: better)
        }
        var figures = [
            named("requests", result.throughput?.requestsPerSecond, "1/s", .higher),
            named("cycles", result.throughput?.cyclesPerSecond, "1/s", .higher),
            named("ceiling", result.ceiling?.requestsPerSecond, "1/s", .higher),
        ]
        for (name, summary) in result.latency.sorted(by: { $0.key < $1.key }) {
            // A percentile that unanswered requests make a lower bound is no measure.
            figures += Percentile.allCases.filter { !summary.figures.isAtLeast($0.rawValue) }.map { percentile in
                named("\(name) \(percentile.label)", summary.figures[percentile].map { Double($0) }, "ns", .lower)
            }
        }
        figures += [
            named("resident memory", result.memory?.residentBytes.map { Double($0) }, "bytes", .lower),
            named("memory per device", result.memory?.bytesPerDevice, "bytes", .lower),
            named("allocations per request", result.memory?.allocationsPerRequest, "", .lower),
        ]
        return figures.compactMap { $0 }
    }

    private static func ofStorm(_ storm: StormResult) -> [ResultFigure] {
        let law = storm.law + (storm.played == .live ? " live" : "")
        let times = [("T50", storm.t50), ("T90", storm.t90), ("T99", storm.t99), ("T100", storm.t100)]
        return
            (times.map { ResultFigure("\(law) \($0)", $1.map { $0 * 1e9 }, unit: "ns") } + [
                ResultFigure("\(law) over bound", storm.t100OverBound, unit: ""),
                ResultFigure("\(law) tokens per device", storm.tokenRequestsPerDevice, unit: ""),
                ResultFigure("\(law) without service", storm.withoutServiceSeconds.total * 1e9, unit: "ns"),
                ResultFigure("\(law) never home", Double(storm.neverRegistered), unit: ""),
            ]).compactMap { $0 }
    }
}
