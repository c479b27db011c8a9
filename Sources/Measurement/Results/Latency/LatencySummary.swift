public import Histogram

/// What a result tells of one latency series: an element of `latency` in the result file.
///
/// The figures proper count from the planned start of each request and stand flat in the file; ``uncorrected`` counts from
/// the moment it was sent. Percentiles are read as members: `summary.p99`.
@dynamicMemberLookup
public struct LatencySummary: Equatable, Sendable {
    /// The unit of every figure; there is no other.
    public static let unit = "ns"

    /// From the planned start of each request.
    public var figures: LatencyFigures
    /// From the moment each request was sent; `nil` where that was not recorded apart.
    public var uncorrected: LatencyFigures?
    /// The 95 % interval of each percentile of ``figures``.
    public var interval95: PercentileIntervals

    /// A summary as given.
    public init(
        figures: LatencyFigures, uncorrected: LatencyFigures? = nil,
        interval95: PercentileIntervals = PercentileIntervals()
    ) {
        self.figures = figures
        self.uncorrected = uncorrected
        self.interval95 = interval95
    }

    /// The summary of the recorded samples, with the unanswered requests counted in.
    ///
    /// Proportional to the histogram's buckets up to its largest sample; for the end of a run, not for the request path.
    public init(
        _ histogram: Histogram<UInt64>, unanswered: Unanswered = .none, uncorrected: LatencyFigures? = nil
    ) {
        let samples = OrderedSamples(histogram, unanswered: unanswered)
        self.init(
            figures: LatencyFigures(samples, unanswered: unanswered), uncorrected: uncorrected,
            interval95: PercentileIntervals { percentile in
                guard let ranks = ConfidenceInterval.ranks(of: percentile, among: samples.count),
                    let low = samples.step(atRank: ranks.low), let high = samples.step(atRank: ranks.high)
                else { return nil }
                // Outer edges of both buckets: the interval includes the histogram's own resolution.
                return ConfidenceInterval(low: low.low, high: ranks.high > samples.exactCount ? nil : high.high)
            })
    }

    /// A figure by its name in ``LatencyFigures``.
    public subscript<Figure>(dynamicMember member: KeyPath<LatencyFigures, Figure>) -> Figure {
        figures[keyPath: member]
    }
}

extension LatencySummary: Codable {
    /// The keys beside those of the figures.
    private enum CodingKeys: String, CodingKey { case unit, uncorrected, interval95 }

    /// Reads a series.
    ///
    /// - Throws: `DecodingError.dataCorrupted` when the unit is not nanoseconds: no figure would mean what it says.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let unit = try container.decode(String.self, forKey: .unit)
        guard unit == Self.unit else {
            throw DecodingError.dataCorruptedError(
                forKey: .unit, in: container,
                debugDescription: "the unit is \"\(VisibleText.of(unit, columnsMax: 20))\"; readable: \(Self.unit)")
        }
        self.init(
            figures: try LatencyFigures(from: decoder),
            uncorrected: try container.decodeIfPresent(LatencyFigures.self, forKey: .uncorrected),
            interval95: try container.decodeIfPresent(PercentileIntervals.self, forKey: .interval95)
                ?? PercentileIntervals())
    }

    /// Writes the series with its figures flat beside `uncorrected` and `interval95`.
    public func encode(to encoder: any Encoder) throws {
        try figures.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.unit, forKey: .unit)
        try container.encode(uncorrected, forKey: .uncorrected)
        try container.encode(interval95, forKey: .interval95)
    }
}
