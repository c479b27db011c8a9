internal import DeviceFleet
internal import Devices
internal import Measurement
internal import Registration
internal import Workload

/// Looks at the devices of a run against a registrar: what they ask for, how long it took, and when the cycle of an arrival is over.
final class RunObserver: FleetObserver {
    /// Where a device's cycle stands.
    private struct Cycle: BitwiseCopyable {
        /// When the request in hand should have left.
        var due: Int64 = 0
        /// How the arrival began.
        var kind = RequestKind.initial
        var isUnderWay = false
    }

    private let recorder: IntervalRecorder
    /// Whether devices stay in service, each with its connection.
    private let keepsDevices: Bool
    /// Whether a refusal without a time is one by load, after which devices take a time of their own: SCCP knows no other.
    private let retriesFailures: Bool
    private var cycles: [Cycle]
    private(set) var tally = WorkerTally()
    /// Cycles under way.
    private(set) var underWayCount = 0
    /// Devices whose cycle ended, for whoever has another arrival for them.
    private var ended: [UInt32] = []
    /// Registrations that were not answered, by tier, and token requests that were not.
    private(set) var unanswered = [UInt64](repeating: 0, count: 3)
    private(set) var unansweredTokenRequests: UInt64 = 0
    /// The longest time after which a denied device was told to come again, in nanoseconds; what is beyond ``retryAfterBound`` is not waited for.
    private(set) var retryAfterMax: Int64 = 0
    /// Registrations of devices that had been forgotten, beyond those of the plan.
    private(set) var repeatedRegistrations: UInt64 = 0

    /// Five minutes: what a run waits for where nobody comes home.
    private static var retryAfterBound: Int64 { 300_000_000_000 }

    /// Half a second: after it what is not answered is sent again (RFC 3261 timer T1).
    private static var answerPatience: Int64 { 500_000_000 }

    /// An observer of the devices of `settings`, which records what they see with `recorder`.
    init(_ settings: FleetSettings, recorder: IntervalRecorder) {
        self.recorder = recorder
        keepsDevices = settings.scheme.isConnected
        retriesFailures = settings.scheme == .sccp
        let deviceCount = settings.deviceCount
        cycles = Array(repeating: Cycle(), count: deviceCount)
    }

    /// Whether a device is on its way.
    func isUnderWay(_ device: Int) -> Bool { cycles[device].isUnderWay }

    /// Has the processor fetch what is known of a device; nothing waits for it.
    func prefetch(_ device: Int) { CacheHint.willWrite(cycles, at: device) }

    /// The cycle of an arrival begins.
    func begin(_ device: Int, kind: RequestKind) {
        cycles[device].kind = kind
        cycles[device].isUnderWay = true
        underWayCount += 1
    }

    private func end(_ device: Int) {
        cycles[device].isUnderWay = false
        underWayCount -= 1
        ended.append(UInt32(truncatingIfNeeded: device))
    }

    func sent(_ message: DeviceMessage, by device: Int, to controller: Int, due: Int64, at now: Int64) {
        switch message {
        case .tokenRequest: tally.tokenRequests += 1
        case .initialRegistration, .tokenRegistration:
            tally.registrationRequests += 1
            if !cycles[device].isUnderWay { repeatedRegistrations += 1 }
        case .keepAlive, .probe, .unregister: return
        }
        cycles[device].due = due
    }

    @inline(__always)
    func stepped(_ step: borrowing FleetStep) -> Bool {
        let device = step.device
        guard cycles[device].isUnderWay else { return true }
        switch step.event {
        case .message(let message, _): return hear(message, step)
        case .timer(.procedure) where step.before.state.isUnanswered:
            note(unansweredIn: step.before.state, device)
            tally.discards += 1
            end(device)
            return false
        default: return true
        }
    }

    @inline(__always)
    private func hear(_ message: ControllerMessage, _ step: borrowing FleetStep) -> Bool {
        switch message {
        case .granted where step.before.state == .requestingToken:
            record(.token, step)
            tally.grants += 1
        case .tokenDenied(let retryAfter) where step.before.state == .requestingToken:
            record(.token, step)
            deny(retryAfter)
        case .registrationDenied(let retryAfter) where step.before.state.isAskingForRegistration: deny(retryAfter)
        case .registered where step.after.active != step.before.active:
            record(Self.series(of: cycles[step.device].kind), step)
            tally.acknowledged += 1
            recorder.addCompleted(1)
            end(step.device)
            return keepsDevices
        case .registrationFailed where retriesFailures: deny(.zero)
        case .registrationFailed:
            // No retry would help: the answer is counted by its status, and the run says so.
            tally.failures += 1
            end(step.device)
            return false
        default: break
        }
        return true
    }

    private func deny(_ retryAfter: Nanoseconds) {
        retryAfterMax = max(retryAfterMax, min(retryAfter.count, Self.retryAfterBound))
        tally.denials += 1
        recorder.addDenied()
    }

    private func record(_ series: LatencySeries, _ step: borrowing FleetStep) {
        recorder.record(
            series, corrected: step.at - cycles[step.device].due, uncorrected: step.at - step.sentAt)
    }

    private static func series(of kind: RequestKind) -> LatencySeries {
        switch kind {
        case .priority: .registrationPriority
        case .initial, .missingToken, .forgedToken: .registrationInitial
        case .tokenCycle, .expiredToken, .reusedToken: .registrationToken
        }
    }

    // MARK: The end

    private func note(unansweredIn state: DeviceState, _ device: Int) {
        guard state != .requestingToken else { return unansweredTokenRequests += 1 }
        switch Self.series(of: cycles[device].kind) {
        case .registrationPriority: unanswered[0] += 1
        case .registrationToken: unanswered[1] += 1
        default: unanswered[2] += 1
        }
    }

    /// Notes the devices that are still on their way at the end of a run: those that wait for a time they were told, and those that wait for an
    /// answer, which is to come within half a second.
    func close(_ devices: [Device], at now: Int64) {
        for index in cycles.indices where cycles[index].isUnderWay {
            if devices[index].state.isUnanswered, now - cycles[index].due > Self.answerPatience {
                note(unansweredIn: devices[index].state, index)
                tally.discards += 1
            } else {
                tally.waiting += 1
            }
        }
    }

    /// Notes an arrival that was sent.
    func noteArrival(at now: Int64) {
        tally.arrivalsSent += 1
        tally.lastArrivalAt = now
    }

    /// Notes when the worker began.
    func noteStart(at now: Int64) { tally.startedAt = now }

    /// Replaces the content of `devices` with the devices whose cycle has ended since the last call.
    func takeEnded(_ devices: inout [UInt32]) {
        devices.removeAll(keepingCapacity: true)
        swap(&devices, &ended)
    }

    /// Notes when the worker ended, and whether all arrivals were sent.
    func noteEnd(at now: Int64, hasSentAll: Bool) {
        tally.endedAt = now
        tally.hasSentAll = hasSentAll
    }
}

extension DeviceState {
    /// Whether a device waits for an answer of its controller.
    fileprivate var isUnanswered: Bool { isAskingForRegistration || self == .requestingToken }
}
