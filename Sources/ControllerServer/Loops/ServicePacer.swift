internal import Registration

/// How many registrations a loop may serve at a moment, where service has a limit.
///
/// A virtual time, as in RFC 7415: each registration moves it on by its share of the limit. What was not used is kept for 64 registrations at
/// most, so that a loop which was busy elsewhere catches up, and a quiet hour makes no burst.
struct ServicePacer {
    /// The most that may be served at once.
    static var burstMax: Int { 64 }

    private var next = Instant.epoch

    /// A pacer that has not served yet.
    init() {}

    /// How many may be served now.
    ///
    /// - Parameter interval: between two registrations of this loop; zero for no limit.
    mutating func allowance(at now: Instant, interval: Nanoseconds) -> Int {
        // Later than that only where the limit was lower: what was spent under the old one is not waited for under the new one.
        next = min(next, now + interval)
        guard interval > .zero else { return Self.burstMax }
        next = max(next, now - interval * Int64(Self.burstMax - 1))
        guard next <= now else { return 0 }
        return min(Int((now - next).count / interval.count) + 1, Self.burstMax)
    }

    /// Counts registrations as served.
    mutating func spend(_ count: Int, interval: Nanoseconds) { next = next + interval * Int64(count) }

    /// How long from `now` until one more may be served.
    func delay(at now: Instant) -> Nanoseconds { max(next - now, .zero) }
}
