/// The least time in which a controller can serve so many registrations, whatever the law.
///
/// A controller that is never idle and does nothing twice serves at the rate of each moment; so N devices take the least T for
/// which the rate, summed over [start, start + T), reaches N. With a constant rate that is N / mu.
package struct ServiceBound {
    let faults: ControllerFaults
    let serviceRate: Double

    /// The bound of a controller to which this happened, and that serves so many a second at full speed.
    package init(faults: ControllerFaults, serviceRate: Double) {
        self.faults = faults
        self.serviceRate = serviceRate
    }

    /// The time that `count` registrations take from `start`, in nanoseconds; `nil` when they are never done.
    package func nanoseconds(for count: Int, from start: Int64) -> Int64? {
        guard count > 0 else { return 0 }
        var left = Double(count)
        var time = start
        for end in changes(after: start) {
            let rate = rate(at: time)
            let done = rate * (Double(end - time) / 1e9)
            if rate > 0, done >= left { return time - start + Int64((left / rate * 1e9).rounded()) }
            left -= done
            time = end
        }
        let rate = rate(at: time)
        return rate > 1e-9 ? time - start + Int64(min(left / rate * 1e9, 9e17).rounded()) : nil
    }

    /// The time from the first moment to the end of all registrations, when none is served before it comes; `nil` when they are never done.
    ///
    /// Whichever of them is served when, the k-th comes no sooner than at the k-th time, and those from it on are served after that.
    ///
    /// - Parameters:
    ///   - times: when they come, in nanoseconds after `start`, in order.
    package func nanoseconds(forArrivals times: [Int64], from start: Int64) -> Int64? {
        var least: Int64 = 0
        for (index, time) in times.enumerated() where index == 0 || times[index - 1] < time {
            guard let rest = nanoseconds(for: times.count - index, from: start + time) else { return nil }
            least = max(least, time + rest)
        }
        return least
    }

    /// How many registrations the controller can serve in a span.
    package func capacity(from start: Int64, to end: Int64) -> Double {
        var total = 0.0
        var time = start
        for change in changes(after: start) + [end] where change > time {
            let until = min(change, end)
            guard until > time else { break }
            total += rate(at: time) * (Double(until - time) / 1e9)
            time = until
        }
        return total
    }

    /// How long one registration takes at `time`, in nanoseconds; `nil` while none is served.
    package func span(at time: Int64) -> Int64? {
        let rate = rate(at: time)
        return rate > 1e-9 ? Int64((1e9 / rate).rounded()) : nil
    }

    private func rate(at time: Int64) -> Double {
        faults.isDown(at: time) || time == .max ? 0 : serviceRate * faults.speed(at: time)
    }

    private func changes(after start: Int64) -> [Int64] {
        let spans = faults.down + faults.speeds.map(\.span)
        return spans.flatMap { [$0.start, $0.end] }.filter { $0 > start }.sorted()
    }
}
