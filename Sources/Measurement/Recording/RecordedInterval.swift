public import Histogram

/// What was recorded in a span of time: a corrected and an uncorrected histogram per series, and counters.
///
/// A value that intervals are added to: the collector keeps one for the current interval and one for the whole run.
/// About 2 MB with separate views, 1 MB without.
public struct RecordedInterval: Sendable {
    /// Which latencies are counted from: see ``LatencyViews``.
    public let views: LatencyViews

    /// Requests that were answered with what they asked for.
    public internal(set) var completedCount: UInt64 = 0

    /// Requests that were denied or discarded.
    public internal(set) var deniedCount: UInt64 = 0

    /// Values beyond ``LatencyRange/highestNanoseconds``, recorded as that. Both views count.
    public internal(set) var clampedCount: UInt64 = 0

    /// One histogram per series, by raw value.
    var correctedHistograms: [Histogram<UInt64>]

    /// Likewise from the actual send; empty when the views are one.
    var uncorrectedHistograms: [Histogram<UInt64>]

    /// An interval in which nothing was recorded yet.
    public init(views: LatencyViews) {
        self.views = views
        correctedHistograms = LatencySeries.allCases.map { _ in LatencyRange.histogram() }
        uncorrectedHistograms =
            views == .same
            ? [] : LatencySeries.allCases.filter(\.hasUncorrectedView).map { _ in LatencyRange.histogram() }
    }

    /// Latencies in nanoseconds from the planned start of each request.
    public func corrected(_ series: LatencySeries) -> Histogram<UInt64> { correctedHistograms[series.rawValue] }

    /// Latencies in nanoseconds from the actual send of each request. Equal to ``corrected(_:)`` for a series without
    /// such a view and when the views are one.
    public func uncorrected(_ series: LatencySeries) -> Histogram<UInt64> {
        series.rawValue < uncorrectedHistograms.count
            ? uncorrectedHistograms[series.rawValue] : correctedHistograms[series.rawValue]
    }

    /// Adds everything of `other`, which must have the same views.
    public mutating func add(_ other: RecordedInterval) {
        precondition(views == other.views, "intervals with different views cannot be added")
        for index in correctedHistograms.indices where other.correctedHistograms[index].totalCount > 0 {
            correctedHistograms[index].add(other.correctedHistograms[index])
        }
        for index in uncorrectedHistograms.indices where other.uncorrectedHistograms[index].totalCount > 0 {
            uncorrectedHistograms[index].add(other.uncorrectedHistograms[index])
        }
        completedCount &+= other.completedCount
        deniedCount &+= other.deniedCount
        clampedCount &+= other.clampedCount
    }

    /// Empties the interval; keeps its memory.
    public mutating func reset() {
        for index in correctedHistograms.indices where correctedHistograms[index].totalCount > 0 {
            correctedHistograms[index].reset()
        }
        for index in uncorrectedHistograms.indices where uncorrectedHistograms[index].totalCount > 0 {
            uncorrectedHistograms[index].reset()
        }
        completedCount = 0
        deniedCount = 0
        clampedCount = 0
    }
}
