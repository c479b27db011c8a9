internal import DeviceFleet
internal import Devices
internal import Measurement
internal import Registration
internal import SeededRandom
internal import Simulation

/// One live storm being played: the fleet takes its turns on the thread that this is used by, the controllers' faults have one of their own.
final class LiveStormRun {
    private let scenario: StormScenario
    private let group: ControllerGroup
    private let clock: MonotonicClock
    private let isCancelled: @Sendable () -> Bool
    /// Who the devices are, as the simulation draws them.
    private let members: Fleet
    private let assignment: FleetAssignment
    private let observer: LiveObserver
    private let fleet: DeviceFleet
    /// Devices that are switched on at a time of their own, the next of them last.
    private var pending: [(time: Int64, device: Int)] = []
    private var toldAt: Int64 = .min

    /// A storm whose controllers are ready and whose devices are off.
    init(
        _ scenario: StormScenario, _ settings: LiveStormSettings, group: ControllerGroup, clock: MonotonicClock,
        isCancelled: @escaping @Sendable () -> Bool
    ) throws(LiveStormError) {
        self.scenario = scenario
        self.group = group
        self.clock = clock
        self.isCancelled = isCancelled
        members = Fleet(scenario)
        assignment = FleetAssignment(shape: scenario.assignment, controllerCount: scenario.controllers)
        var fleetSettings = FleetSettings(
            scheme: settings.scheme, controllers: group.places, deviceCount: scenario.devices)
        fleetSettings.device = scenario.device
        fleetSettings.device.retry = scenario.retryBehavior ?? scenario.law.retryBehavior
        let seed = SplitMix64.output(seed: scenario.seed, index: 0x6C69_7665)
        observer = LiveObserver(scenario, devices: members.devices)
        do throws(RegistrarError) {
            fleet = try DeviceFleet(fleetSettings, observer: observer, clock: clock, seed: seed, runTag: seed)
        } catch {
            throw .fleet(error)
        }
        for (index, device) in members.devices.enumerated() {
            fleet.replace(index, with: Device(deviceClass: device.deviceClass, misbehaviour: device.misbehaviour))
        }
    }

    /// Plays it.
    func play(_ tell: (LiveStormProgress) -> Void) throws(LiveStormError) -> LiveStormReport {
        if scenario.start == .inService { try bringIntoService(tell) }
        let faults = LiveFault.all(of: scenario)
        let player = FaultPlayer(faults, to: group, clock: clock)
        defer { player.end() }
        let start = clock.nanoseconds()
        begin(at: start)
        player.begin(at: start)
        // As many as there are up to the last that must be.
        let faultCount = faults.lastIndex { $0.mustBe }.map { $0 + 1 } ?? 0
        let calm = start + (faultCount > 0 ? faults[faultCount - 1].time : 0)
        let isComplete = try watch(player, until: faultCount, calm: calm, tell)
        player.end()
        let end = clock.nanoseconds()
        var outcome = observer.outcome(devices: fleet.devices, at: end)
        if isComplete, outcome.recovery == .recovered { outcome.violations = violations() }
        return LiveStormReport(
            outcome: outcome, isComplete: isComplete, counts: fleet.counts,
            lagNanoseconds: observer.tally.lagNanoseconds, seconds: Double(end - start) / 1e9)
    }

    // MARK: Before the storm

    /// Devices register at their primaries, each of which has nine tenths of what it can serve to do.
    private func bringIntoService(_ tell: (LiveStormProgress) -> Void) throws(LiveStormError) {
        let begun = clock.nanoseconds()
        var next = [Int64](repeating: begun, count: scenario.controllers)
        for index in 0..<scenario.devices {
            let primary = Int(assignment.controllers(ofDevice: index)[.primary])
            pending.append((next[primary], index))
            next[primary] += Int64(1e9 / max(0.9 * scenario.serviceRate(of: primary), 0.01))
        }
        pending.sort { ($0.time, $0.device) > ($1.time, $1.device) }
        let span = (next.max() ?? begun) - begun
        let limit = begun + min(span, 3_600_000_000_000) + 60_000_000_000
        while observer.tally.homeDevices < scenario.devices {
            if isCancelled() { throw .cancelled }
            let now = clock.nanoseconds()
            let home = observer.tally.homeDevices
            guard now < limit else {
                let seconds = Int((now - begun) / 1_000_000_000)
                throw .notInService(missing: scenario.devices - home, devices: scenario.devices, seconds: seconds)
            }
            turn()
            announce(.comingIntoService(count: home, devices: scenario.devices), at: now, tell)
        }
    }

    /// The storm begins: pings have the rhythm that the simulation draws, and a cold fleet its times to be switched on.
    private func begin(at start: Int64) {
        observer.begin(at: start)
        switch scenario.start {
        case .inService:
            for index in 0..<scenario.devices {
                let first = members.drawnTime(index, within: scenario.device.keepAliveInterval, purpose: 2)
                fleet.setKeepAlive(of: index, at: start + 1 + first)
            }
        case .coldStart:
            pending = (0..<scenario.devices).map {
                (start + members.drawnTime($0, within: scenario.powerOnSpread, purpose: 1), $0)
            }
        case .planned(let powerOns):
            pending = powerOns.enumerated().map { (start + $1.time.count, $0) }
        }
        pending.sort { ($0.time, $0.device) > ($1.time, $1.device) }
    }

    // MARK: The storm

    /// Half an hour without one more device home is no recovery, as in the simulation.
    private static var patience: Int64 { 1_801_000_000_000 }
    /// How long the fleet goes on after all is over, so that what was said last is heard.
    private static var quiet: Int64 { 500_000_000 }

    /// Watches the storm to its end, which is not before so many faults were played, the last of them at `calm`; `false` when it was ended
    /// early.
    private func watch(
        _ player: FaultPlayer, until faultCount: Int, calm: Int64, _ tell: (LiveStormProgress) -> Void
    ) throws(LiveStormError) -> Bool {
        var newsCount = 0
        var overSince: Int64 = -1
        while true {
            if isCancelled() { return false }
            turn()
            for news in try player.takeNews() {
                observer.take(news, devices: fleet.devices)
                newsCount += 1
            }
            let isDone = newsCount >= faultCount
            let now = clock.nanoseconds()
            let tally = observer.tally
            let isHome =
                isDone && tally.isMeasuring && now >= calm && pending.isEmpty
                && tally.settledDevices == tally.liveDevices
            if !isHome {
                overSince = -1
            } else if overSince < 0 {
                overSince = now
            }
            if isHome, now >= overSince + Self.quiet { return true }
            let limit = max(tally.measuredFrom, calm) + scenario.timeLimit.count
            if isDone, now >= limit || now - max(tally.progressAt, calm) > Self.patience { return true }
            let since = tally.isMeasuring ? Double(now - tally.measuredFrom) / 1e9 : nil
            announce(
                .storm(home: tally.homeDevices, devices: scenario.devices, secondsSinceReturn: since), at: now, tell)
        }
    }

    /// Whoever is to be switched on is, and the fleet takes a turn.
    private func turn() {
        let now = clock.nanoseconds()
        while let (time, device) = pending.last, time <= now {
            pending.removeLast()
            fleet.start(device, controllers: assignment.controllers(ofDevice: device), due: time, at: now)
        }
        _ = fleet.turn(until: pending.last?.time ?? .max)
    }

    private func announce(_ progress: LiveStormProgress, at now: Int64, _ tell: (LiveStormProgress) -> Void) {
        guard toldAt == .min || now >= toldAt + 1_000_000_000 else { return }
        toldAt = now
        tell(progress)
    }

    // MARK: The books

    /// What does not hold once all are home, in words: a controller's table has the devices that count it as their own, and nobody else.
    private func violations() -> [String] {
        var found: [String] = []
        var served = [Int](repeating: 0, count: scenario.controllers)
        var hasVanished = false
        for device in fleet.devices {
            if let controller = LiveObserver.controller(of: device) { served[controller] += 1 }
            if device.state == .gone { hasVanished = true }
        }
        for index in group.places.indices where !observer.sites[index].isAbsent {
            guard let counts = group.counts(of: index) else {
                found.append("controller \(index) does not say what it counts")
                continue
            }
            let (accepted, completed) = (counts.accepted, counts.completed)
            if accepted != completed + counts.queueDepth {
                found.append(
                    "controller \(index): \(accepted) registrations accepted, \(completed) completed and "
                        + "\(counts.queueDepth) queued")
            }
            // Who vanished without a word is in a table until somebody notices.
            if !hasVanished, counts["registered_devices"] != served[index] {
                let table = counts["registered_devices"]
                found.append("controller \(index): \(table) devices in its table, \(served[index]) count it as theirs")
            }
        }
        return found
    }
}
