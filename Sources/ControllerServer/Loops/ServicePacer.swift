internal import Registration
internal import Synchronization

/// How many registrations may be served at a moment, over all loops, where service has a limit.
///
/// A virtual time, as in RFC 7415: each registration moves it on by its share of the limit. What was not used is kept for 64 registrations at
/// most, so that loops which were busy elsewhere catch up, and a quiet hour makes no burst. One time for all loops: devices may all be
/// with one of them. Thread-safe; what a turn takes costs one exchange.
final class ServicePacer: Sendable {
    /// The most that may be served at once.
    static var burstMax: Int { 64 }

    /// When the next registration may be served, in nanoseconds; ``unset`` before the first. Written by any loop, with a compare-and-exchange; a
    /// time long past means that a burst may be served.
    private let next = Atomic<Int64>(ServicePacer.unset)
    private static var unset: Int64 { .min }

    /// The interval of the last call. Written by the loop that finds another one.
    private let lastInterval = Atomic<Int64>(0)

    /// A pacer of loops that have not served yet.
    init() {}

    /// Takes leave to serve so many registrations now: as many as may be served, at most ``burstMax``.
    ///
    /// - Parameter interval: between two registrations; zero for no limit.
    func take(at now: Instant, interval: Nanoseconds) -> Int {
        guard interval > .zero else { return Self.burstMax }
        let now = now.nanoseconds
        if lastInterval.load(ordering: .relaxed) != interval.count { noteChange(to: interval, at: now) }
        // Relaxed: each word orders nothing but itself.
        var seen = next.load(ordering: .relaxed)
        while true {
            guard seen <= now else { return 0 }
            // What was left is kept for a burst.
            let start = seen == Self.unset ? now : max(seen, now &- (interval * Int64(Self.burstMax - 1)).count)
            let count = min(Int((now &- start) / interval.count) + 1, Self.burstMax)
            let claim = next.weakCompareExchange(
                expected: seen, desired: start &+ (interval * Int64(count)).count, ordering: .relaxed)
            if claim.exchanged { return count }
            seen = claim.original
        }
    }

    /// Under a higher limit nobody waits for what was taken under a lower one.
    private func noteChange(to interval: Nanoseconds, at now: Int64) {
        lastInterval.store(interval.count, ordering: .relaxed)
        let seen = next.load(ordering: .relaxed)
        let latest = now &+ interval.count
        if seen > latest { _ = next.compareExchange(expected: seen, desired: latest, ordering: .relaxed) }
    }

    /// Gives back what was taken and not served.
    func giveBack(_ count: Int, interval: Nanoseconds) {
        guard count > 0, interval > .zero else { return }
        next.wrappingSubtract((interval * Int64(count)).count, ordering: .relaxed)
    }

    /// How long from `now` until one more may be served.
    func delay(at now: Instant) -> Nanoseconds {
        max(Nanoseconds(max(next.load(ordering: .relaxed), now.nanoseconds) &- now.nanoseconds), .zero)
    }
}
