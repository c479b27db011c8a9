/// The laws of admission that a controller can be given, by the names that files and command lines have for them.
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
