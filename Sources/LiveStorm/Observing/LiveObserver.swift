internal import DeviceFleet
internal import Devices
internal import Registration
internal import Simulation

/// Watches a fleet on real sockets, and what becomes of its controllers, and knows of the storm what the simulation knows of its own: the same
/// figures by the same definitions.
///
/// A device has service while it counts itself served, its controller is there, and that has not forgotten it: as the storm itself kills and
/// stops controllers, it knows when they were there. What only controllers know is seen from the outside: a registration's wait in the queue
/// contains its way there and back, and the service of controller 0 is what it completed at its rate.
final class LiveObserver: FleetObserver {
    let scenario: StormScenario
    let assignment: FleetAssignment
    var records: [LiveRecord]
    /// Each device's kind and misbehaviour do not change: those that count are told from the others here.
    let rehomes: [Bool]
    var sites: [LiveSite]
    var tally = LiveTally()
    /// How often controller 0 comes back before what is reported begins.
    let returnsUntilMeasured: Int
    /// Whether controller 0 is lost for good in the end.
    let isLostForGood: Bool

    /// An observer of a fleet whose devices are those of the scenario.
    init(_ scenario: StormScenario, devices: [Device]) {
        self.scenario = scenario
        let assignment = FleetAssignment(shape: scenario.assignment, controllerCount: scenario.controllers)
        self.assignment = assignment
        records = Array(repeating: LiveRecord(), count: scenario.devices)
        rehomes = devices.indices.map { index in
            devices[index].misbehaviour != .neverReturns && assignment.controllers(ofDevice: index)[.primary] == 0
        }
        let calendar = FaultCalendar(scenario)
        sites = calendar.controllers.map { plan in LiveSite(isPresentInTheEnd: plan.absent.last?.end != .max) }
        isLostForGood = !sites[0].isPresentInTheEnd
        returnsUntilMeasured = calendar.controllers[0].absent.count - (isLostForGood ? 1 : 0)
        tally.liveDevices = devices.count { $0.misbehaviour != .neverReturns }
    }

    // MARK: The course of the storm

    /// The storm begins: what was before is forgotten, except where devices stand.
    func begin(at time: Int64) {
        tally.hasBegun = true
        tally.beganAt = time
        for index in records.indices {
            records[index].withoutTotal = 0
            if records[index].withoutSince >= 0 { records[index].withoutSince = time }
        }
        if returnsUntilMeasured == 0, !isLostForGood { beginMeasuring(at: time) }
    }

    /// Something became of a controller; `devices` are those of the fleet as they stand.
    func take(_ news: ControllerNews, devices: [Device]) {
        let wasAbsent = sites[news.controller].isAbsent
        sites[news.controller].take(news)
        if wasAbsent != sites[news.controller].isAbsent {
            for index in devices.indices where Self.controller(of: devices[index]) == news.controller {
                review(index, devices[index], at: news.at)
            }
        }
        guard news.controller == 0, !tally.isMeasuring else { return }
        switch news.kind {
        case .isBack where sites[0].returnCount == returnsUntilMeasured && !isLostForGood:
            beginMeasuring(at: news.at)
        case .isGone where isLostForGood && sites[0].returnCount == returnsUntilMeasured:
            beginMeasuring(at: news.at)
        default: break
        }
    }

    /// Controller 0 is back for the last time, or gone for good: what is reported begins here.
    private func beginMeasuring(at time: Int64) {
        tally.beginMeasuring(at: time)
        for index in records.indices {
            records[index].withoutBefore = records[index].withoutService(at: time)
            if records[index].homeAt >= 0 { records[index].homeAt = time }
        }
    }

    // MARK: Where a device stands

    /// The controller that a device counts as its own.
    @inline(__always)
    static func controller(of device: Device) -> Int? { device.active.map { Int(device.controllers[$0]) } }

    /// Whether a device has service: its controller is there, and knows it.
    @inline(__always)
    func isServed(_ index: Int, _ device: Device) -> Bool {
        guard let controller = Self.controller(of: device) else { return false }
        return !sites[controller].isAbsent && records[index].servedLife == sites[controller].life
    }

    /// Brings what is kept of a device up to date after anything that may have changed it.
    func review(_ index: Int, _ device: Device, at time: Int64) {
        let isServed = isServed(index, device)
        let isAlive = device.state != .off && device.state != .gone
        if isServed || !isAlive {
            records[index].withoutTotal = records[index].withoutService(at: time)
            records[index].withoutSince = -1
        } else if records[index].withoutSince < 0 {
            records[index].withoutSince = time
        }
        let isHome = isServed && device.active == .primary
        if isHome != (records[index].homeAt >= 0) {
            records[index].homeAt = isHome ? time : -1
            tally.homeDevices += isHome ? 1 : -1
        }
        let isSettled = isServed && device.misbehaviour != .neverReturns && isBestInTheEnd(device)
        if isSettled != records[index].isSettled {
            records[index].isSettled = isSettled
            tally.noteSettled(isSettled, at: time)
        }
        let waits = device.state.waitsForController && device.controllers[device.target] == 0
        if waits != records[index].waits {
            records[index].waits = waits
            tally.noteWaiting(waits, at: time)
        }
    }

    /// Whether the device's controller is the best of those that live when all faults are over.
    private func isBestInTheEnd(_ device: Device) -> Bool {
        guard let active = device.active else { return false }
        for rank in 0..<device.controllers.count {
            let slot = ControllerSlot(rawValue: rank)
            if sites[Int(device.controllers[slot])].isPresentInTheEnd { return slot == active }
        }
        return false
    }
}

extension DeviceState {
    /// Whether the device waits for a controller, in its queue or for its time.
    fileprivate var waitsForController: Bool {
        switch self {
        case .registering, .received, .queued, .backingOff, .awaitingRetry: true
        case .off, .awaitingAddress, .awaitingConfiguration, .inService, .onBackup, .requestingToken, .holdingToken,
            .gone:
            false
        }
    }
}
