internal import Devices

/// What a law can reach that gives each device its time once, and before it knows how the service rate will change.
///
/// A device at its backup cannot be called: it learns its time when it asks, and comes no earlier. The best time to tell it is the
/// first one that is free if the rate stays as it is. An earlier one would have it leave its backup and queue for nothing, were the
/// rate to stay. So when a slow controller becomes fast again, part of it is idle until those have come who asked while it was slow.
extension StormEngine where Law: ~Copyable {
    /// When the last device is home if each is told such a time and comes then, in nanoseconds since the return; `nil` for never.
    ///
    /// The devices and their first requests are those of the storm; all else is reckoned from the rate of each moment. Where the rate
    /// does not change it is N / mu, or the last request and one service. O(n log n).
    func promiseBound(_ bound: ServiceBound) -> Int64? {
        let start = tally.measuredFrom
        var asked: [Int64] = []
        for index in fleet.devices.indices where rehomes(index) && fleet.records[index].homeAt > start {
            asked.append(max(fleet.records[index].askedAt, start))
        }
        asked.sort()
        var (free, done) = (start, start)
        for time in asked {
            // A controller that stands still promises what it could do before.
            guard let usual = bound.span(at: time) ?? bound.span(at: start) else { return nil }
            free = max(free, time)
            done = max(done, free)
            free += usual
            guard let span = bound.span(at: done) ?? bound.nanoseconds(for: 1, from: done) else { return nil }
            done += span
        }
        return done - start
    }
}
