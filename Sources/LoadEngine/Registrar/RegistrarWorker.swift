internal import DeviceFleet
internal import Devices
internal import Measurement
internal import Registration
internal import SeededRandom
internal import Workload

/// One worker against a registrar over the network: plays its share of the plan's devices and records what they see.
///
/// Each arrival is a device on its way: switched on and registering, or served by a backup that the run takes for granted and asking for a token.
/// What it does from there on is its machine's. Requests leave at their planned times whatever is under way; latency counts from
/// those times. A device that arrives while it is on its way begins when it is home, and its latency counts from the plan all the same.
struct RegistrarWorker: ~Copyable {
    private let assignment: WorkerAssignment
    private let clock: MonotonicClock
    private let observer: RunObserver
    private let fleet: DeviceFleet
    private let inFlightMax: Int
    private let timerResolution: Int64
    private var upcoming: UpcomingArrivals
    /// Arrivals of devices that are on their way, by device.
    private var deferred: [UInt32: [PlannedRequest]] = [:]
    /// Devices that came home in the last turn.
    private var ended: [UInt32] = []
    private var reachedInFlightMax = false

    /// Opens the sockets of the worker's devices.
    init(
        _ assignment: WorkerAssignment, settings: FleetSettings, timerResolutionNanoseconds: Int64, runTag: UInt64
    ) throws(RegistrarError) {
        self.assignment = assignment
        timerResolution = max(timerResolutionNanoseconds, 1)
        clock = assignment.clock
        inFlightMax = settings.inFlightMax
        observer = RunObserver(settings, recorder: assignment.recorder)
        fleet = try DeviceFleet(
            settings, observer: observer, clock: assignment.clock,
            seed: SplitMix64.output(seed: assignment.plan.seed, index: UInt64(assignment.index)), runTag: runTag)
        upcoming = UpcomingArrivals(assignment.plan.cursor(worker: assignment.index, of: assignment.workerCount))
    }

    /// Works until the plan is done and nothing is under way, or nothing comes of what is for as long as the run may drain and denied devices
    /// were told to wait, or the run is cancelled.
    consuming func run() -> RegistrarTally {
        TimerSlack.remove()
        observer.noteStart(at: clock.nanoseconds())
        var lastProgressAt = max(clock.nanoseconds(), assignment.startNanoseconds)
        var progressBefore: UInt64 = 0
        var waitedInVain = false
        while !assignment.control.isCancelled {
            assignment.recorder.checkpoint()
            let now = clock.nanoseconds()
            let progress = progress
            if progress != progressBefore || observer.underWayCount == 0 {
                progressBefore = progress
                lastProgressAt = now
            } else if now - lastProgressAt > assignment.drainNanoseconds + observer.retryAfterMax {
                waitedInVain = true
                break
            }
            beginDeferred(at: now)
            beginArrivals(at: now)
            if upcoming.first == nil, observer.underWayCount == 0 { break }
            _ = fleet.turn(until: nextArrivalDue)
        }
        observer.close(fleet.devices, at: clock.nanoseconds())
        observer.noteEnd(at: clock.nanoseconds(), hasSentAll: upcoming.first == nil)
        assignment.recorder.finish()
        return RegistrarTally(
            worker: observer.tally, link: fleet.counts, unanswered: observer.unanswered,
            unansweredTokenRequests: observer.unansweredTokenRequests,
            repeatedRegistrations: observer.repeatedRegistrations,
            deniedToTheEnd: waitedInVain ? observer.tally.waiting : 0, reachedInFlightMax: reachedInFlightMax)
    }

    /// What grows while devices come further. A denial is not among it: a registrar can deny for ever.
    private var progress: UInt64 {
        observer.tally.grants + observer.tally.acknowledged + observer.tally.failures
    }

    private var nextArrivalDue: Int64 {
        guard let next = upcoming.first, hasRoom else { return .max }
        return assignment.isOpenLoop ? planned(next) : 0
    }

    /// When an arrival of an open loop is to leave, in the resolution of the run.
    private func planned(_ arrival: PlannedRequest) -> Int64 {
        let elapsed = assignment.dueTime(ofPlanned: arrival.plannedNanoseconds) - assignment.startNanoseconds
        let steps = (elapsed + timerResolution - 1) / timerResolution
        return assignment.startNanoseconds + steps * timerResolution
    }

    private var hasRoom: Bool { observer.underWayCount < inFlightMax && fleet.hasRoom }

    // MARK: Arrivals

    /// Begins up to a batch of the arrivals that are due.
    private mutating func beginArrivals(at now: Int64) {
        var count = 0
        while count < BatchLimit.requests, let arrival = upcoming.first {
            let planned = assignment.isOpenLoop ? planned(arrival) : now
            guard planned <= now else { break }
            if count == 0 { prefetch() }
            guard hasRoom else {
                if assignment.isOpenLoop { reachedInFlightMax = true }
                break
            }
            observer.noteArrival(at: now)
            if observer.isUnderWay(Int(arrival.device)) {
                deferred[arrival.device, default: []].append(arrival)
            } else {
                if assignment.isOpenLoop { assignment.recorder.recordLag(now - planned) }
                begin(arrival, planned: planned, at: now)
            }
            count += 1
            if upcoming.removeFirst() { prefetch() }
        }
    }

    /// Asks for what is known of the devices that come next.
    private func prefetch() {
        for arrival in upcoming.readAhead {
            fleet.prefetch(Int(arrival.device))
            observer.prefetch(Int(arrival.device))
        }
    }

    /// Begins what had to wait for its device, where that is home.
    private mutating func beginDeferred(at now: Int64) {
        observer.takeEnded(&ended)
        guard !deferred.isEmpty else { return }
        for device in ended {
            guard var arrivals = deferred.removeValue(forKey: device), let arrival = arrivals.first else { continue }
            arrivals.removeFirst()
            if !arrivals.isEmpty { deferred[device] = arrivals }
            let planned = assignment.isOpenLoop ? planned(arrival) : now
            begin(arrival, planned: planned, at: now)
        }
    }

    /// A device begins. No token is on the wire, so there is none to forge or to leave out: such a device registers without one.
    private func begin(_ arrival: PlannedRequest, planned: Int64, at now: Int64) {
        let index = Int(arrival.device)
        observer.begin(index, kind: arrival.kind)
        switch arrival.kind {
        case .initial, .priority, .missingToken, .forgedToken:
            fleet.replace(index, with: Device(deviceClass: arrival.kind == .priority ? .gateway : .phone))
            fleet.start(index, controllers: Self.home, due: planned, at: now)
        case .tokenCycle, .expiredToken, .reusedToken:
            let device = Device.onBackup(
                DeviceConfiguration(firmware: 1, controllers: Self.homeAndBackup), deviceClass: .phone,
                misbehaviour: arrival.kind == .expiredToken ? .reusesExpiredToken : .none)
            fleet.replace(index, with: device)
            fleet.play(.message(.probeAnswered, from: .primary), device: index, due: planned, at: now)
        }
    }

    /// The registrar.
    private static var home: ControllerAssignment { ControllerAssignment(primary: 0) }
    /// The registrar, and a backup that is no part of the run.
    private static var homeAndBackup: ControllerAssignment { ControllerAssignment(primary: 0, secondary: 1) }
}
