/// What happened in one interval of a run: a row of the timeline.
public struct TimelineInterval: Hashable, Sendable {
    /// When the interval ended, in seconds since the run began.
    public let seconds: Double
    /// Requests that were answered with what they asked for.
    public let completedCount: UInt64
    /// Requests that were denied or discarded.
    public let deniedCount: UInt64
    /// The median latency of all answers in the interval, corrected, in nanoseconds; `nil` without answers.
    public let p50Nanoseconds: UInt64?
    /// Likewise the 99th percentile.
    public let p99Nanoseconds: UInt64?
    /// How many requests wait in each tier of the queue, as the caller saw it.
    public let queueDepth: [Int]
}
