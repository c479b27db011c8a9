/// Turns the readings of a clock that may be set back into a time that never goes back.
///
/// The core needs no date, only spans; but a slot reserved in an hour that is then repeated would have its device refused as too
/// early, and the server idle for that hour. So a reading earlier than the last counts as "no time has passed", and the clock's
/// error is kept. A clock that leaps ahead cannot be told from a process that was stopped, and is believed; see
/// ``CalendarPolicy`` for what absorbs that.
///
/// A value with one owner, who reads the clock.
public struct SteadyTime: Hashable, Sendable {
    private var last: Instant?
    /// What is added to each reading.
    public private(set) var correction = Nanoseconds.zero

    /// A time that no clock was read for yet.
    public init() {}

    /// The steady time at which the clock reads `reading`.
    public mutating func instant(atReading reading: Instant) -> Instant {
        let now = reading + correction
        guard let last, now < last else {
            self.last = now
            return now
        }
        correction = correction + (last - now)
        return last
    }
}
