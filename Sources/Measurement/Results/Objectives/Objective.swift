/// A limit that a run or a storm is held to, such as `p99(token)<5ms` or `T99<120s`.
///
///     objective  = subject ("<" | "<=" | ">" | ">=") number unit
///     subject    = statistic "(" series ")" | "throughput" | "cycles" | "denied" | figure
///     figure     = T50 | T90 | T99 | T100 | overBound | withoutService | tokenRequests | utilisation
///     statistic  = p50 | p90 | p99 | p99.9 | p99.99 | min | mean | max
///     series     = token | registration.priority | registration.token | registration.initial | lag
///     unit       = ns | us | ms | s after a latency, T50 to T100 and "withoutService", % after "denied" and
///                  "utilisation", none after the others
///
/// Statistics, rates and "denied" are figures of runs; the others are figures of storms, see ``StormFigure``.
///
/// Spaces may stand between the parts. `µs` is `us`; `p999` and `p9999` are read as well. Rates are per second. See
/// ``init(parsing:)`` and ``evaluate(on:)``.
public struct Objective: Equatable, Sendable {
    /// What is measured.
    public enum Subject: Equatable, Sendable {
        /// A statistic of a latency series, in nanoseconds.
        case latency(LatencyStatistic, LatencySeries)
        /// Answered requests per second.
        case requestRate
        /// Full cycles per second.
        case cycleRate
        /// Denied requests, in percent of all that were answered: token requests and registrations together.
        case deniedShare
        /// A figure of a storm.
        case storm(StormFigure)
    }

    /// How the measured figure must stand to the limit.
    public enum Comparison: String, CaseIterable, Sendable {
        /// Below the limit.
        case less = "<"
        /// At the limit or below.
        case lessOrEqual = "<="
        /// Above the limit.
        case greater = ">"
        /// At the limit or above.
        case greaterOrEqual = ">="

        /// Whether `measured` stands so to `limit`.
        func holds(_ measured: Double, _ limit: Double) -> Bool {
            switch self {
            case .less: measured < limit
            case .lessOrEqual: measured <= limit
            case .greater: measured > limit
            case .greaterOrEqual: measured >= limit
            }
        }
    }

    /// The objective as it was typed, without spaces around it.
    public var expression: String
    /// What is measured.
    public var subject: Subject
    /// How it must stand to ``limit``.
    public var comparison: Comparison
    /// The limit: nanoseconds for a time, per second for a rate, percent for a share, a plain number for the rest.
    public var limit: Double

    /// The unit of the limit and of what is measured.
    public var unit: String {
        switch subject {
        case .latency: "ns"
        case .requestRate, .cycleRate: "1/s"
        case .deniedShare: "%"
        case .storm(let figure): figure.unit
        }
    }
}

/// A figure of a latency series that an objective can name.
public enum LatencyStatistic: Equatable, Sendable {
    /// The shortest time.
    case min
    /// The mean time.
    case mean
    /// The longest time.
    case max
    /// A percentile.
    case percentile(Percentile)

    /// Every statistic, in the order in which a message lists them.
    static var allCases: [LatencyStatistic] { Percentile.allCases.map(Self.percentile) + [.min, .mean, .max] }

    /// How it is written for people, such as "p99.9".
    public var label: String {
        switch self {
        case .min: "min"
        case .mean: "mean"
        case .max: "max"
        case .percentile(let percentile): percentile.label
        }
    }

    /// Its key in the result file, such as "p999".
    var key: String {
        if case .percentile(let percentile) = self { percentile.rawValue } else { label }
    }

    /// The statistic of that label or key; `nil` for any other word.
    init?(_ word: String) {
        guard let statistic = Self.allCases.first(where: { $0.label == word || $0.key == word }) else { return nil }
        self = statistic
    }

    /// The statistic's figure in nanoseconds; `nil` where the samples do not bear it.
    func value(in figures: LatencyFigures) -> Double? {
        switch self {
        // Closures, as the unapplied `Double.init` of a `UInt64` means the one from a bit pattern.
        case .min: figures.min.map { Double($0) }
        case .mean: figures.mean
        case .max: figures.max.map { Double($0) }
        case .percentile(let percentile): figures[percentile].map { Double($0) }
        }
    }
}
