internal import Glibc
internal import LockFree
internal import Measurement

/// How a worker waits for its next request.
enum Pause {
    /// Waits towards `due` on `clock`: sleeps while there is time for it, then spins. Returns early rather than late, and after
    /// a millisecond at most, so that the worker goes on answering its recorder.
    static func until(_ due: Int64, from now: Int64, clock: MonotonicClock) {
        let sleepable = min(due &- now &- 100_000, 1_000_000)
        if sleepable > 100_000 {
            var span = timespec(tv_sec: 0, tv_nsec: Int(sleepable))
            _ = unsafe nanosleep(&span, nil)
            return
        }
        var backoff = Backoff()
        let end = min(due, now &+ 50_000)
        while clock.nanoseconds() < end, !backoff.isYielding { backoff.pause() }
    }
}
