/// A point in time as the core sees it: nanoseconds since an epoch that the caller chooses.
///
/// The core reads no clock. A server passes its monotonic clock, the load generator its calibrated time-stamp counter, the
/// simulation its virtual time; all run the same code. Arithmetic saturates, see ``Nanoseconds``.
public struct Instant: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Nanoseconds since the caller's epoch.
    public var nanoseconds: Int64

    /// The instant `nanoseconds` after the caller's epoch.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The caller's epoch.
    public static var epoch: Instant { Instant(nanoseconds: 0) }

    /// The last instant; what saturated sums become.
    public static var distantFuture: Instant { Instant(nanoseconds: .max) }

    /// The instant `span` later, saturating.
    public static func + (instant: Instant, span: Nanoseconds) -> Instant {
        Instant(nanoseconds: (Nanoseconds(instant.nanoseconds) + span).count)
    }

    /// The instant `span` earlier, saturating.
    public static func - (instant: Instant, span: Nanoseconds) -> Instant {
        Instant(nanoseconds: (Nanoseconds(instant.nanoseconds) - span).count)
    }

    /// The span from `earlier` to `later`; negative when they are the other way round.
    public static func - (later: Instant, earlier: Instant) -> Nanoseconds {
        Nanoseconds(later.nanoseconds) - Nanoseconds(earlier.nanoseconds)
    }

    /// Order in time.
    public static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }
}
