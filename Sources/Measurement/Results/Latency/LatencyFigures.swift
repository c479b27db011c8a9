public import Histogram

/// Count, extremes, mean and percentiles of one series, in nanoseconds.
///
/// A percentile is there only where the samples bear it (``Percentile/sampleCountMin``), extremes and mean only where there
/// are samples. Percentiles carry the histogram's resolution (three significant digits) and name its upper edge.
/// Unanswered requests are counted in; a figure they make a lower bound is named in ``atLeast``.
public struct LatencyFigures: Equatable, Sendable {
    /// The number of requests, unanswered ones included.
    public var count: UInt64
    /// The shortest time.
    @OrNull public var min: UInt64?
    /// The mean time.
    @OrNull public var mean: Double?
    /// The median.
    @OrNull public var p50: UInt64?
    /// The 90th percentile.
    @OrNull public var p90: UInt64?
    /// The 99th percentile.
    @OrNull public var p99: UInt64?
    /// The 99.9th percentile.
    @OrNull public var p999: UInt64?
    /// The 99.99th percentile.
    @OrNull public var p9999: UInt64?
    /// The longest time.
    @OrNull public var max: UInt64?
    /// How many of ``count`` had no answer.
    public var unanswered: UInt64
    /// The keys of the figures that are lower bounds because of unanswered requests, such as "p99" or "max".
    public var atLeast: [String]

    /// Figures as given; what is not given is unknown.
    public init(
        count: UInt64, min: UInt64? = nil, mean: Double? = nil, p50: UInt64? = nil, p90: UInt64? = nil,
        p99: UInt64? = nil, p999: UInt64? = nil, p9999: UInt64? = nil, max: UInt64? = nil, unanswered: UInt64 = 0,
        atLeast: [String] = []
    ) {
        self.count = count
        self.min = min
        self.mean = mean
        self.p50 = p50
        self.p90 = p90
        self.p99 = p99
        self.p999 = p999
        self.p9999 = p9999
        self.max = max
        self.unanswered = unanswered
        self.atLeast = atLeast
    }

    /// The figures of the recorded samples, with the unanswered requests counted in.
    ///
    /// Proportional to the histogram's buckets up to its largest sample; for the end of a run, not for the request path.
    public init(_ histogram: Histogram<UInt64>, unanswered: Unanswered = .none) {
        self.init(OrderedSamples(histogram, unanswered: unanswered), unanswered: unanswered)
    }

    init(_ samples: OrderedSamples, unanswered: Unanswered) {
        self.init(count: samples.count, unanswered: unanswered.count)
        guard let first = samples.steps.first, let last = samples.steps.last else { return }
        min = first.low
        max = last.high
        // The middle of a bucket may lie outside of what was recorded: the mean must not.
        mean = Swift.min(Swift.max(samples.sum / Double(samples.count), Double(first.low)), Double(last.high))
        for percentile in Percentile.allCases where samples.count >= percentile.sampleCountMin {
            let rank = percentile.rank(among: samples.count)
            self[percentile] = samples.step(atRank: rank)?.high
            if rank > samples.exactCount { atLeast.append(percentile.rawValue) }
        }
        if samples.exactCount == 0 { atLeast.append("min") }
        if samples.exactCount < samples.count { atLeast += ["mean", "max"] }
    }

    /// The figure of `percentile`; `nil` where the samples do not bear it.
    public subscript(percentile: Percentile) -> UInt64? {
        get {
            switch percentile {
            case .p50: p50
            case .p90: p90
            case .p99: p99
            case .p999: p999
            case .p9999: p9999
            }
        }
        set {
            switch percentile {
            case .p50: p50 = newValue
            case .p90: p90 = newValue
            case .p99: p99 = newValue
            case .p999: p999 = newValue
            case .p9999: p9999 = newValue
            }
        }
    }

    /// Whether the figure under this key of the file is a lower bound.
    public func isAtLeast(_ key: String) -> Bool { atLeast.contains(key) }
}

extension LatencyFigures: Codable {
    /// The keys of the file.
    private enum CodingKeys: String, CodingKey {
        case count, min, mean, p50, p90, p99, p999, p9999, max, unanswered, atLeast
    }

    /// Reads the figures; missing ones are unknown, and without word of unanswered requests there were none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            count: try container.decode(UInt64.self, forKey: .count),
            min: try container.decodeIfPresent(UInt64.self, forKey: .min),
            mean: try container.decodeIfPresent(Double.self, forKey: .mean),
            p50: try container.decodeIfPresent(UInt64.self, forKey: .p50),
            p90: try container.decodeIfPresent(UInt64.self, forKey: .p90),
            p99: try container.decodeIfPresent(UInt64.self, forKey: .p99),
            p999: try container.decodeIfPresent(UInt64.self, forKey: .p999),
            p9999: try container.decodeIfPresent(UInt64.self, forKey: .p9999),
            max: try container.decodeIfPresent(UInt64.self, forKey: .max),
            unanswered: try container.decodeIfPresent(UInt64.self, forKey: .unanswered) ?? 0,
            atLeast: try container.decodeIfPresent([String].self, forKey: .atLeast) ?? [])
    }
}
