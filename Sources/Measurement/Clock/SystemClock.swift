internal import Glibc

/// The system's monotonic clock, in nanoseconds since an epoch of its own.
@usableFromInline enum SystemClock {
    /// Reads `CLOCK_MONOTONIC`. About 22 ns.
    @usableFromInline static func nanoseconds() -> Int64 { read(CLOCK_MONOTONIC) }

    /// Reads the wall clock, in nanoseconds since 1970. May step; used for time stamps in files only.
    static func wallNanoseconds() -> Int64 { read(CLOCK_REALTIME) }

    /// Sleeps for at least `nanoseconds` unless a signal arrives; returns at once when not positive.
    static func sleep(nanoseconds: Int64) {
        guard nanoseconds > 0 else { return }
        var span = timespec(
            tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        // A pointer to a local that outlives the call.
        _ = unsafe nanosleep(&span, nil)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        // A pointer to a local that outlives the call. Neither clock can fail: both exist on every Linux.
        _ = unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
