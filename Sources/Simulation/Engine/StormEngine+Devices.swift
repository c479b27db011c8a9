internal import Devices
internal import Registration
internal import SeededRandom

/// Devices take their steps.
extension StormEngine where Law: ~Copyable {
    /// A device takes one step of figure 7, and what it wants done is done.
    @inline(__always)
    mutating func play(_ event: DeviceEvent, device index: Int) {
        let before = DeviceGlance(fleet.devices[index])
        var random = fleet.random(index, at: now)
        let actions = fleet.devices[index].handle(
            event, at: Instant(nanoseconds: now), settings: settings, random: &random)
        for place in 0..<actions.count { perform(actions[place], of: index, place: place) }
        noteStep(event, device: index, before: before)
        observe(index, since: before)
    }

    @inline(__always)
    private mutating func perform(_ action: DeviceAction, of index: Int, place: Int) {
        switch action {
        case .send(let message, let slot): send(message, from: index, to: slot, place: place)
        case .setTimer(let timer, let instant): setTimer(timer, of: index, at: instant.nanoseconds)
        case .cancelTimer(let timer): fleet.records[index][timer] = .max
        case .requestAddress: provision(index, detail: 1)
        case .requestConfiguration: provision(index, detail: 2)
        }
    }

    // MARK: Starting

    /// The network's own services answer after a delay of the device's own.
    private mutating func provision(_ index: Int, detail: UInt8) {
        let delay = fleet.drawnTime(index, within: provisioningDelay, purpose: 16 + UInt64(detail))
        queue.push(StormEvent(.start, at: now + delay + 1, detail: detail, device: index))
    }

    /// A device is switched on, or what it needs to start arrives.
    mutating func startDevice(_ event: StormEvent) {
        switch event.detail {
        case 0: play(.networkUp, device: event.device)
        case 1: play(.addressReceived, device: event.device)
        default:
            let controllers = assignment.controllers(ofDevice: event.device)
            play(
                .configurationReceived(DeviceConfiguration(firmware: 1, controllers: controllers)),
                device: event.device)
        }
    }

    // MARK: Timers

    /// Sets a timer, and sees to it that an event comes by then. A device has at most one event that counts in the queue, however
    /// often its timers are set: an early one is simply dealt with when it comes.
    @inline(__always)
    mutating func setTimer(_ timer: DeviceTimer, of index: Int, at time: Int64) {
        switch timer {
        case .procedure: fleet.records[index].deadlines.procedure = time
        case .keepAlive:
            fleet.records[index].keepAliveBase = time
            fleet.records[index].deadlines.keepAlive = firstKeepAliveThatMatters(of: index, from: time)
        case .watch: fleet.records[index].deadlines.watch = firstProbeThatMatters(of: index, from: time)
        }
        schedule(index)
    }

    @inline(__always)
    private mutating func schedule(_ index: Int) {
        let earliest = fleet.records[index].earliestDeadline
        guard earliest < fleet.records[index].scheduledAt else { return }
        fleet.records[index].scheduledAt = earliest
        queue.push(StormEvent(.timer, at: earliest, device: index))
    }

    mutating func timerDue(_ event: StormEvent) {
        let index = event.device
        guard fleet.records[index].scheduledAt == event.time else { return }
        fleet.records[index].scheduledAt = .max
        for timer in DeviceTimer.allCases where fleet.records[index][timer] <= now {
            fleet.records[index][timer] = .max
            play(.timer(timer), device: index)
        }
        schedule(index)
    }

    // MARK: Keep-alives that cannot fail

    /// The first keep-alive, of those due at `time` and each interval after, whose answer is not certain.
    ///
    /// A keep-alive is answered for certain when the whole round trip lies before the controller's next trouble and the controller
    /// knows the device; such ones are not played, since nothing comes of them but the next. This one, sent now, must be
    /// certain itself.
    @inline(__always)
    private func firstKeepAliveThatMatters(of index: Int, from time: Int64) -> Int64 {
        guard !scenario.playsEveryKeepAlive, let slot = fleet.devices[index].active else { return time }
        let controller = Int(fleet.devices[index].controllers[slot])
        guard fleet.records[index].registeredAt & 1 << UInt16(controller) != 0 else { return time }
        let roundTrip = 2 * network.longestLatency
        let trouble = faults.controllers[controller].firstTrouble(from: now)
        guard trouble != .max else { return .max }
        guard trouble > now + roundTrip else { return time }
        return Self.first(from: time, every: settings.keepAliveInterval.count, notBefore: trouble - roundTrip)
    }

    /// The first look at better controllers, of those due at `time` and each interval after, that may find one.
    private func firstProbeThatMatters(of index: Int, from time: Int64) -> Int64 {
        guard !scenario.playsEveryKeepAlive, let slot = fleet.devices[index].active else { return time }
        var presence = Int64.max
        for rank in 0..<slot.rawValue {
            let controller = Int(fleet.devices[index].controllers[ControllerSlot(rawValue: rank)])
            presence = min(presence, faults.controllers[controller].firstPresence(from: time))
        }
        guard presence != .max else { return .max }
        return Self.first(
            from: time, every: settings.watchInterval.count, notBefore: presence - network.longestLatency)
    }

    private static func first(from time: Int64, every interval: Int64, notBefore bound: Int64) -> Int64 {
        guard bound > time else { return time }
        return time + (bound - time + interval - 1) / interval * interval
    }

    /// A controller forgot the device in spite of all: its next keep-alive must be played.
    mutating func wakeKeepAlive(of index: Int) {
        guard fleet.devices[index].active != nil else { return }
        fleet.records[index].deadlines.keepAlive = Self.first(
            from: fleet.records[index].keepAliveBase, every: settings.keepAliveInterval.count, notBefore: now + 1)
        schedule(index)
    }
}
