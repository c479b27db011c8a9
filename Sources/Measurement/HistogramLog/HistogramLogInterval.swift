public import Histogram

/// One line of a histogram log: what was recorded under a tag in a span of time.
public struct HistogramLogInterval: Sendable {
    /// What the values are of; in our logs the label of a ``LatencySeries``. Without commas and line ends.
    public var tag: String?

    /// When the span began, in milliseconds since the log's base time. Not negative.
    public var startMilliseconds: Int64

    /// How long it lasted, in milliseconds. Not negative.
    public var lengthMilliseconds: Int64

    /// The values; nanoseconds in our logs.
    public var histogram: Histogram<UInt64>

    /// A line of a log.
    public init(tag: String?, startMilliseconds: Int64, lengthMilliseconds: Int64, histogram: Histogram<UInt64>) {
        self.tag = tag
        self.startMilliseconds = startMilliseconds
        self.lengthMilliseconds = lengthMilliseconds
        self.histogram = histogram
    }
}
