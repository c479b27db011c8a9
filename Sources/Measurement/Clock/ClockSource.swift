/// Where a ``MonotonicClock`` takes its time from.
public enum ClockSource: String, Codable, Sendable, BitwiseCopyable {
    /// The processor's time-stamp counter, calibrated against the system clock.
    case timeStampCounter = "tsc"
    /// `clock_gettime(CLOCK_MONOTONIC)`.
    case system = "clock_gettime"

    /// The word used in result files and in the preflight.
    public var label: String { rawValue }
}
