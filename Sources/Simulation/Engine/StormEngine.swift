internal import Devices
internal import Registration

/// One storm being played: the fleet, its controllers, the network between them, and the events to come.
///
/// Generic over the law, so that the controller's request path is compiled for it as in a server. One thread, no clock, no
/// randomness but the scenario's seed.
struct StormEngine<Law: AdmissionPolicy & ~Copyable> {
    let scenario: StormScenario
    let settings: DeviceSettings
    let faults: FaultCalendar
    let network: Network
    let assignment: FleetAssignment
    /// Cold-starting devices turn to these firmware and addresses; the delays of provisioning are drawn within it.
    let provisioningDelay = Nanoseconds.milliseconds(200)

    var queue = EventQueue()
    var fleet: Fleet
    var hosts: [ControllerHost<Law>] = []
    /// The state of each controller at ``now``.
    var sites: [ControllerSite]
    var tokens = TokenSlab()
    var tally: StormTally
    var now: Int64 = 0
    /// Changes of the fault calendar that were played.
    var changesPlayed = 0

    /// A storm about to begin.
    init(_ scenario: StormScenario) throws {
        self.scenario = scenario
        var settings = scenario.device
        settings.retry = scenario.retryBehavior ?? scenario.law.retryBehavior
        self.settings = settings
        faults = FaultCalendar(scenario)
        network = Network(scenario.network, seed: scenario.seed)
        assignment = FleetAssignment(shape: scenario.assignment, controllerCount: scenario.controllers)
        fleet = Fleet(scenario)
        sites = (0..<scenario.controllers).map { ControllerSite(serviceRate: scenario.serviceRate(of: $0)) }
        tally = StormTally(scenario: scenario, faults: faults)
        for index in 0..<scenario.controllers {
            hosts.append(
                try ControllerHost(
                    index: index, configuration: ControllerSizes(scenario, controller: index).configuration,
                    seed: scenario.seed))
        }
    }

    /// Plays to the end; `nil` when cancelled. Called once.
    mutating func run(isCancelled: () -> Bool = { false }) throws -> StormOutcome? {
        guard prepare(isCancelled) else { return nil }
        while let event = queue.pop(), event.time <= tally.limit {
            now = event.time
            tally.events += 1
            if tally.events & 0x3_FFFF == 0, isCancelled() { return nil }
            switch event.kind {
            case .toController: deliverToController(event)
            case .toDevice: deliverToDevice(event)
            case .timer: timerDue(event)
            case .service: completeService(event)
            case .fault: try playFault(event)
            case .start: startDevice(event)
            }
            if tally.isOver(at: now) { break }
        }
        return outcome()
    }

    /// Puts the fleet where it is at time zero, and the first events into the queue; `false` when cancelled.
    private mutating func prepare(_ isCancelled: () -> Bool) -> Bool {
        for (index, change) in faults.changes.enumerated() {
            queue.push(
                StormEvent(.fault, at: change.time, controller: change.controller, payload: Int64(index)))
        }
        switch scenario.start {
        case .coldStart:
            for index in fleet.devices.indices {
                if index & 0x3FFF == 0, isCancelled() { return false }
                let time = fleet.drawnTime(index, within: scenario.powerOnSpread, purpose: 1)
                queue.push(StormEvent(.start, at: time, detail: 0, device: index))
            }
        case .planned(let powerOns):
            for (index, powerOn) in powerOns.enumerated() {
                if index & 0x3FFF == 0, isCancelled() { return false }
                queue.push(StormEvent(.start, at: powerOn.time.count, detail: 0, device: index))
            }
        case .inService: guard fillControllers(isCancelled) else { return false }
        }
        for controller in sites.indices {
            sites[controller].isAbsent = faults.controllers[controller].isAbsent(at: -1)
            sites[controller].speed = faults.controllers[controller].speed(at: 0)
        }
        for index in fleet.devices.indices {
            if index & 0x3FFF == 0, isCancelled() { return false }
            if fleet.devices[index].misbehaviour != .neverReturns { tally.liveDevices += 1 }
            observe(index, since: DeviceGlance(fleet.devices[index]))
        }
        if tally.measuredFrom == 0 { beginMeasuring() }
        return true
    }

    /// Registers every device at its primary, and gives it a place in the rhythm of keep-alives; `false` when cancelled.
    private mutating func fillControllers(_ isCancelled: () -> Bool) -> Bool {
        for index in fleet.devices.indices {
            if index & 0x3FFF == 0, isCancelled() { return false }
            let controller = Int(fleet.devices[index].controllers[.primary])
            hosts[controller].fill(fleet.identity(index))
            fleet.records[index].registeredAt |= 1 << UInt16(controller)
            sites[controller].registeredCount += 1
            let first = 1 + fleet.drawnTime(index, within: settings.keepAliveInterval, purpose: 2)
            setTimer(.keepAlive, of: index, at: first)
        }
        return true
    }
}
