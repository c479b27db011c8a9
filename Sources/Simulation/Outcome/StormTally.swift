internal import Registration

/// What is counted while a storm is played.
struct StormTally {
    /// Counts that begin with the last return of controller 0.
    enum Count { case wasted, secondFailover, keepAliveMiss, denial }

    /// The last return of controller 0, or when it was lost for good, in virtual time.
    let measuredFrom: Int64
    /// When the last fault is over, and the last device of a plan is switched on.
    let calm: Int64
    /// When watching ends.
    let limit: Int64
    /// When measuring began, -1 before.
    var measuringSince: Int64 = -1

    /// By when all that were not home at the return can be, if nothing is lost; in virtual time.
    var dueBy = Int64.max
    /// The latest time at which a device can be home for what it lost by itself; in virtual time.
    var excusedUntil: Int64 = 0

    var events = 0
    var liveDevices = 0
    /// Live devices in service at their best controller of those that live in the end.
    var settledDevices = 0 {
        didSet {
            if settledDevices > settledMax { settledMax = settledDevices }
        }
    }
    /// The most there were, and when that was reached.
    private(set) var settledMax = 0
    var progressAt: Int64 = 0

    var messages = 0
    var wasted = 0
    var secondFailovers = 0
    var keepAliveMisses = 0
    var denials = 0
    /// Nanoseconds of service, and registrations, of controller 0.
    var busy: Int64 = 0
    var completed = 0
    /// Nanoseconds in which a device waited for controller 0.
    var waiting: Int64 = 0
    var waitingSince: Int64 = -1
    /// Devices that controller 0 told to come later and that are not back yet.
    var deferredDevices = 0
    var queueWaits: [[Int64]] = [[], [], []]
    /// The timeout of the grants of this storm, as told.
    private(set) var grantTimeout: Nanoseconds?
    /// How far registrations were from the first time that their device was told.
    var promiseErrors: [Int64] = []
    var orderInversions = 0
    var tokensRedeemedTwice = 0
    /// Registrations with invalid tokens before measuring began.
    var invalidTokensBefore = 0
    var violations: [String] = []

    init(scenario: StormScenario, faults: FaultCalendar) {
        // A primary that does not return is measured from the moment that it is lost for good.
        measuredFrom = faults.controllers[0].absent.last.map { $0.end == .max ? $0.start : $0.end } ?? 0
        // A plan may pause for longer than patience lasts; other cold starts do not.
        let lastPlanned = if case .planned = scenario.start { scenario.lastPowerOn.count } else { Int64(0) }
        calm = max(faults.lastEnd, lastPlanned)
        limit = max(measuredFrom, calm) + scenario.timeLimit.count
    }

    mutating func add(_ count: Count, at time: Int64) {
        guard time >= measuredFrom else { return }
        switch count {
        case .wasted: wasted += 1
        case .secondFailover: secondFailovers += 1
        case .keepAliveMiss: keepAliveMisses += 1
        case .denial: denials += 1
        }
    }

    mutating func note(grantOf timeout: Nanoseconds?) { grantTimeout = timeout }

    /// Half an hour without one more device home is no recovery: RFC 5626, the slowest of the baselines, comes back by then.
    private static var patience: Int64 { Nanoseconds.seconds(1_801).count }

    /// Whether nothing more can change: all faults are over, all devices of a plan are there, and every live device is settled, or
    /// none more will be.
    mutating func isOver(at time: Int64) -> Bool {
        guard time >= calm, measuringSince >= 0 else { return false }
        return settledDevices == liveDevices || time - max(progressAt, calm) > Self.patience
    }
}
