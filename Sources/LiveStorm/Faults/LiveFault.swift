internal import Simulation

/// Something that is done to a controller at a moment of a live storm.
struct LiveFault {
    /// What is done.
    enum Action: Equatable {
        /// It is killed (SIGKILL), and forgets everything.
        case kill
        /// It is started again, at the same place.
        case start
        /// It hangs (SIGSTOP): nothing is answered, and nothing is lost that has reached its host.
        case stop
        /// It goes on (SIGCONT).
        case resume
        /// It serves at this factor of its rate.
        case setSpeed(Double)
    }

    /// When, in nanoseconds since the storm began.
    var time: Int64
    /// To whom.
    var controller: Int
    /// What.
    var action: Action

    /// Whether a storm may not end before it was done: a controller that is slow need not become fast again for all to be home.
    var mustBe: Bool {
        if case .setSpeed(let speed) = action { return speed != 1 }
        return true
    }

    /// All that is done in a storm of this scenario, in the order of time.
    ///
    /// Absences of a controller that overlap are one, and it forgets everything if it does so in one of them.
    static func all(of scenario: StormScenario) -> [LiveFault] {
        let calendar = FaultCalendar(scenario)
        var faults: [LiveFault] = []
        for (controller, plan) in calendar.controllers.enumerated() {
            for span in plan.absent {
                let forgets = calendar.changes.contains {
                    $0.controller == controller && $0.kind == .crash(keepsMemory: false) && $0.time >= span.start
                        && $0.time < span.end
                }
                faults.append(LiveFault(time: span.start, controller: controller, action: forgets ? .kill : .stop))
                guard span.end != .max else { continue }
                faults.append(LiveFault(time: span.end, controller: controller, action: forgets ? .start : .resume))
            }
            for time in Set(plan.speeds.flatMap { [$0.span.start, $0.span.end] }) where time != .max {
                faults.append(
                    LiveFault(time: time, controller: controller, action: .setSpeed(plan.speed(at: time))))
            }
        }
        let order = faults.indices.sorted { (faults[$0].time, $0) < (faults[$1].time, $1) }
        return order.map { faults[$0] }
    }
}
