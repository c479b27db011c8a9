internal import Simulation

/// What is known of a controller, and of when it was there.
struct LiveSite {
    /// Whether it is there.
    private(set) var isAbsent = false
    /// Grows by one with each time that it forgets everything.
    private(set) var life: Int32 = 0
    /// How often it came back.
    private(set) var returnCount = 0
    /// When it was not there, and how fast it was; what lasts ends with `Int64.max`.
    private(set) var faults = ControllerFaults()
    /// Whether it will be there when all faults are over.
    let isPresentInTheEnd: Bool
    private var speed = 1.0

    /// A controller that is there.
    init(isPresentInTheEnd: Bool) { self.isPresentInTheEnd = isPresentInTheEnd }

    /// Takes news of it in.
    mutating func take(_ news: ControllerNews) {
        switch news.kind {
        case .isGone(let keepsMemory):
            isAbsent = true
            if !keepsMemory { life += 1 }
            faults.down.append(FaultCalendar.Span(start: news.at, end: .max))
        case .isBack:
            isAbsent = false
            returnCount += 1
            if !faults.down.isEmpty { faults.down[faults.down.count - 1].end = news.at }
        case .serves(let speed):
            if self.speed != 1, !faults.speeds.isEmpty { faults.speeds[faults.speeds.count - 1].span.end = news.at }
            if speed != 1 { faults.speeds.append((FaultCalendar.Span(start: news.at, end: .max), speed)) }
            self.speed = speed
        }
        faults.seal()
    }
}
