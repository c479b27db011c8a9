internal import Devices
internal import Registration

/// What is noticed of each step.
extension StormEngine where Law: ~Copyable {
    /// Whether a device has service at this moment: it counts itself served, and its controller is there and knows it.
    @inline(__always)
    func isServed(_ index: Int) -> Bool {
        guard let slot = fleet.devices[index].active else { return false }
        let controller = Int(fleet.devices[index].controllers[slot])
        return !sites[controller].isAbsent && fleet.records[index].registeredAt & 1 << UInt16(controller) != 0
    }

    /// The controller that a device counts as its own at this moment.
    @inline(__always)
    func servingController(of index: Int) -> Int? {
        fleet.devices[index].active.map { Int(fleet.devices[index].controllers[$0]) }
    }

    /// Brings what is kept of a device up to date after anything that may have changed it.
    @inline(__always)
    mutating func observe(_ index: Int, since before: DeviceGlance) {
        let device = fleet.devices[index]
        let isServed = isServed(index)
        let isAlive = device.state != .off && device.state != .gone
        if isServed || !isAlive {
            if fleet.records[index].withoutSince >= 0 {
                fleet.records[index].withoutTotal += now - fleet.records[index].withoutSince
                fleet.records[index].withoutSince = -1
            }
        } else if fleet.records[index].withoutSince < 0 {
            fleet.records[index].withoutSince = now
        }
        let isHome = isServed && device.active == .primary
        if isHome != (fleet.records[index].homeAt >= 0) {
            fleet.records[index].homeAt = isHome ? now : -1
            if !isHome { noteLeaving(index) }
        }
        if device.state == .holdingToken { beginSilence(of: index, with: Int(device.controllers[device.target])) }
        let isSettled = isServed && device.misbehaviour != .neverReturns && isBestInTheEnd(device)
        if isSettled != fleet.records[index].isSettled {
            fleet.records[index].isSettled = isSettled
            let most = tally.settledMax
            tally.settledDevices += isSettled ? 1 : -1
            if tally.settledMax > most { tally.progressAt = now }
        }
        let waits =
            device.state == .awaitingRetry || device.state == .backingOff
            ? device.controllers[device.target] == 0 : false
        if waits != fleet.records[index].waits {
            fleet.records[index].waits = waits
            tally.deferredDevices += waits ? 1 : -1
            noteWaiting(0)
        }
    }

    /// Whether the device's controller is the best of those that live when all faults are over.
    @inline(__always)
    private func isBestInTheEnd(_ device: Device) -> Bool {
        guard let active = device.active else { return false }
        for rank in 0..<device.controllers.count {
            let slot = ControllerSlot(rawValue: rank)
            if isPresentInTheEnd(Int(device.controllers[slot])) { return slot == active }
        }
        return false
    }

    /// Whether a controller can be spoken to once all faults are over.
    @inline(__always)
    func isPresentInTheEnd(_ controller: Int) -> Bool {
        faults.controllers[controller].absent.last.map { $0.end <= tally.calm } ?? true
    }

    /// Keeps the account of the time in which somebody waited for controller 0.
    @inline(__always)
    mutating func noteWaiting(_ controller: Int) {
        guard controller == 0, tally.measuringSince >= 0 else { return }
        let isWaitedFor = tally.deferredDevices > 0 || hosts[0].isServing || hosts[0].queueDepth > 0
        if isWaitedFor {
            if tally.waitingSince < 0 { tally.waitingSince = now }
        } else if tally.waitingSince >= 0 {
            tally.waiting += now - tally.waitingSince
            tally.waitingSince = -1
        }
    }

    // MARK: Steps

    /// What a step says of the storm, beyond where it left the device.
    @inline(__always)
    mutating func noteStep(_ event: DeviceEvent, device index: Int, before: DeviceGlance) {
        switch event {
        case .timer(.keepAlive): noteKeepAlive(index, before: before)
        case .timer(.procedure): noteGivingUp(index, before: before)
        case .message(.registered, let slot): noteAcknowledgment(from: slot, index, before: before)
        case .message(.tokenDenied(let retryAfter), let slot), .message(.registrationDenied(let retryAfter), let slot):
            noteDenial(retryAfter, from: slot, index)
        default: break
        }
    }

    private mutating func noteKeepAlive(_ index: Int, before: DeviceGlance) {
        guard let slot = before.active else { return }
        let faults = faults.controllers[Int(fleet.devices[index].controllers[slot])]
        let sent = now - settings.keepAliveInterval.count
        if before.awaitsKeepAlive, !faults.isAbsent(within: sent, sent + 2 * network.longestLatency) {
            tally.add(.keepAliveMiss, at: now)
        }
        if fleet.devices[index].active == nil { beginSilence(of: index, with: 0) }
        // A fail-over is right while the controller cannot be spoken to.
        if fleet.devices[index].active == nil, !faults.isAbsent(at: now) { tally.add(.secondFailover, at: now) }
    }

    /// A device that turns away from a controller which is there has given up on it. One that waits by its retry behaviour is not
    /// silent any more: how long it waits is the law's.
    private mutating func noteGivingUp(_ index: Int, before: DeviceGlance) {
        let state = fleet.devices[index].state
        if state == .backingOff || state == .onBackup && before.state == .requestingToken { endSilence(of: index) }
        guard before.state.isAskingForRegistration, fleet.devices[index].target != before.target else { return }
        let controller = Int(fleet.devices[index].controllers[before.target])
        let first = now - settings.responseTimeout.count
        if !faults.controllers[controller].isAbsent(within: first, now) { tally.add(.secondFailover, at: now) }
    }

    /// An acknowledgment that the device does not want any more was work for nothing.
    private mutating func noteAcknowledgment(from slot: ControllerSlot, _ index: Int, before: DeviceGlance) {
        if fleet.devices[index].active != slot { tally.add(.wasted, at: now) }
        let record = fleet.records[index]
        guard record.promisedAt >= 0, fleet.devices[index].active == slot, slot == .primary,
            fleet.devices[index].controllers[slot] == 0, now >= tally.measuredFrom
        else { return }
        tally.promiseErrors.append(abs(now - record.promisedAt))
        fleet.records[index].promisedAt = -1
    }

    private mutating func noteDenial(_ retryAfter: Nanoseconds, from slot: ControllerSlot, _ index: Int) {
        guard now >= tally.measuredFrom else { return }
        tally.add(.denial, at: now)
        let denials = fleet.records[index].denials
        fleet.records[index].denials = denials == .max ? .max : denials + 1
        guard fleet.devices[index].controllers[slot] == 0 else { return }
        let turn = (Instant(nanoseconds: now) + retryAfter).nanoseconds
        noteTurn(turn, of: index)
        if fleet.records[index].promisedAt < 0 { fleet.records[index].promisedAt = turn }
    }

    @inline(__always)
    mutating func noteSent(_ message: DeviceMessage, from index: Int, to controller: Int) {
        guard now >= tally.measuredFrom, message != .keepAlive, message != .probe else { return }
        tally.messages += 1
        guard controller == 0, message != .unregister else { return }
        if fleet.records[index].askedAt < 0 { fleet.records[index].askedAt = now }
        if message == .tokenRequest, fleet.records[index].tokenRequests < .max {
            fleet.records[index].tokenRequests += 1
        }
    }

    /// A token brought its device into the token tier; none may do so twice.
    mutating func noteRedeemed(_ token: Token, by index: Int) {
        if fleet.records[index].redeemed == token.high | 1 { tally.tokensRedeemedTwice += 1 }
        fleet.records[index].redeemed = token.high | 1
    }
}
