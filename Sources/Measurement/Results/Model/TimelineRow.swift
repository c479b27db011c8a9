/// One interval of a run, a second long: an element of `timeline` in the result file.
public struct TimelineRow: Codable, Equatable, Sendable {
    /// When the interval ended, in seconds since the run's start.
    public var seconds: Double
    /// Requests completed in it.
    public var completed: UInt64
    /// Requests denied in it.
    public var denied: UInt64
    /// The median latency of the interval, in nanoseconds; `nil` when too few requests completed.
    @OrNull public var p50: UInt64?
    /// The 99th percentile of the interval, in nanoseconds; `nil` when too few requests completed.
    @OrNull public var p99: UInt64?
    /// Requests queued at its end, one element per tier, the one served first in front.
    public var queueDepth: [UInt64]

    /// An interval's figures.
    public init(seconds: Double, completed: UInt64, denied: UInt64, p50: UInt64?, p99: UInt64?, queueDepth: [UInt64]) {
        self.seconds = seconds
        self.completed = completed
        self.denied = denied
        self.p50 = p50
        self.p99 = p99
        self.queueDepth = queueDepth
    }
}
