/// Estimates how many registrations a second a lane serves while it is busy.
///
/// Fed with completions and the time they took; idle time never enters, so a quiet controller does not look slow. Averages
/// over windows of at least 10 ms of busy time, exponentially with weight 1/4: a lane that became half as fast is known to be
/// so within some 100 ms of work.
struct ServiceRateEstimate: Sendable {
    private var completed = 0
    private var busy = Nanoseconds.zero
    /// The estimate; `nil` before the first window.
    private(set) var ratePerSecond: Double?

    private static var window: Nanoseconds { .milliseconds(10) }
    private static var weight: Double { 0.25 }

    /// Adds `count` completions that took `span` of busy time. Returns the estimate when it changed.
    mutating func add(_ count: Int, busy span: Nanoseconds) -> Double? {
        completed += count
        busy = busy + span
        guard busy >= Self.window, completed > 0 else { return nil }
        let sample = Double(completed) / busy.seconds
        let rate = ratePerSecond.map { $0 + Self.weight * (sample - $0) } ?? sample
        ratePerSecond = rate
        completed = 0
        busy = .zero
        return rate
    }
}
