internal import Registration

/// The laws of admission that a run can choose, by their names on the command line.
public enum AdmissionLaw: String, CaseIterable, Sendable {
    /// Grants everything.
    case open
    /// Queue depth and processor load against thresholds.
    case threshold
    /// A leaky bucket with a tolerance per class.
    case tokenBucket
    /// Breakwater's limit, steered by the wait of the queue's head.
    case aimd
    /// Gradient2's limit, steered by the time that registrations take.
    case gradient
    /// A virtual queue in time; the default.
    case calendar
}

/// The queue disciplines that a run can choose, by their names on the command line.
public enum Discipline: String, CaseIterable, Sendable {
    /// The best tier first, always.
    case strict
    /// Earliest deadline first, with a guaranteed share for the lowest tier; the default.
    case edf
    /// Weighted deficit round robin.
    case drr
}
