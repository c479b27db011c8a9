/// Requests that had no answer when the run ended.
///
/// They belong into every percentile, for they are the slowest of all: each counts as having taken at least the time it had
/// waited by then.
public struct Unanswered: Equatable, Sendable {
    /// How many there were.
    public var count: UInt64
    /// The least that any of them had waited, in nanoseconds.
    public var waitedNanoseconds: UInt64

    /// `count` requests that each had waited at least `waitedNanoseconds`.
    public init(count: UInt64, waitedNanoseconds: UInt64) {
        self.count = count
        self.waitedNanoseconds = waitedNanoseconds
    }

    /// Every request was answered.
    public static var none: Unanswered { Unanswered(count: 0, waitedNanoseconds: 0) }
}
