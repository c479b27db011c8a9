/// When the planned times of an open loop come: as planned, until somebody changes the rate under way.
///
/// A planned time is due at `planned * 100 / percent + offset` after the run's beginning; a change keeps the moment where it is, so that no
/// arrival comes twice or is left out. Both numbers fit one word, which workers read without a lock.
///
///     percent  16 bits, 10...1,000
///     offset   48 bits, signed, nanoseconds: 39 hours each way
struct Pace: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt64

    /// As planned.
    static let planned = Pace(percent: 100, offset: 0)

    /// What a rate may be, in percent of the plan's.
    static var percents: ClosedRange<Int> { 10...1_000 }

    private static var offsetMax: Int64 { (1 << 47) - 1 }

    init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(percent: Int, offset: Int64) {
        rawValue = UInt64(percent) << 48 | UInt64(bitPattern: offset) & (1 << 48 - 1)
    }

    /// The rate, in percent of the plan's.
    var percent: Int { Int(rawValue >> 48) }
    private var offset: Int64 { Int64(bitPattern: rawValue << 16) >> 16 }

    /// Nanoseconds from the run's beginning to when what is planned for `planned` is due.
    @inline(__always)
    func dueTime(ofPlanned planned: Int64) -> Int64 {
        guard self != .planned else { return planned }
        return Int64(Double(planned) * 100 / Double(percent)) + offset
    }

    /// Where the plan is, so many nanoseconds after the run's beginning.
    func plannedTime(at elapsed: Int64) -> Int64 { Int64(Double(elapsed - offset) * Double(percent) / 100) }

    /// The pace that goes on from here with another rate, brought into ``percents``; `nil` where a run is too long for that.
    func changed(toPercent wanted: Int, at elapsed: Int64) -> Pace? {
        let percent = min(max(wanted, Self.percents.lowerBound), Self.percents.upperBound)
        let offset = elapsed - Int64(Double(plannedTime(at: elapsed)) * 100 / Double(percent))
        return abs(offset) <= Self.offsetMax ? Pace(percent: percent, offset: offset) : nil
    }
}
