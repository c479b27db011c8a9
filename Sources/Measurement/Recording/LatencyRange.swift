public import Histogram

/// The range and resolution that every latency histogram of the package shares, so that any two can be added.
public enum LatencyRange {
    /// The shortest latency told apart, in nanoseconds.
    ///
    /// Zero and negative differences are recorded as this. They are not latencies: they are two readings of a clock whose
    /// own cost is larger. Every recorded value so stays positive, as logarithmic scales need.
    public static var lowestNanoseconds: UInt64 { 1 }

    /// The longest latency told apart, in nanoseconds: 60 s. Longer ones are recorded as this, and counted.
    public static var highestNanoseconds: UInt64 { 60_000_000_000 }

    /// An empty histogram of this range with three significant digits: 27,648 counts, 216 KiB.
    public static func histogram() -> Histogram<UInt64> {
        Histogram<UInt64>(
            lowestDiscernibleValue: lowestNanoseconds, highestTrackableValue: highestNanoseconds,
            numberOfSignificantValueDigits: .three)
    }
}
