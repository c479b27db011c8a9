/// How a law without reservations of its own chooses the retry time of a denied device.
///
/// Source: row S3 ("retry times staggered over devices").
public enum RetryRule: Hashable, Sendable, BitwiseCopyable {
    /// The same for every device. The herd comes back as a herd: here to be compared with, not to be used.
    case fixed(Nanoseconds)
    /// Drawn per denial, uniform between two spans.
    case uniform(Nanoseconds, Nanoseconds)
    /// Successive denials get successive times, one service apart, so that devices come back at the rate they can be served.
    case staggered
}
