internal import CPlatform

/// How much later than asked the kernel may wake a thread, in order to wake several together: 50 microseconds unless it is told otherwise.
public enum TimerSlack {
    /// Has the kernel wake the calling thread when it asked to be woken. A thread that paces requests would send each batch late otherwise.
    public static func remove() { platform_sharpen_timers() }
}
