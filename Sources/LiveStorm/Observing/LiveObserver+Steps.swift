internal import DeviceFleet
internal import Devices
internal import Registration
internal import Simulation

/// What is noticed of what devices say and hear.
extension LiveObserver {
    /// How long after a ping its controller must have been there for it to count as missed: by then it would have been answered.
    private static var answerPatience: Int64 { 1_000_000_000 }

    @inline(__always)
    func sent(_ message: DeviceMessage, by device: Int, to controller: Int, due: Int64, at now: Int64) {
        if tally.hasBegun { tally.noteLag(now - due) }
        switch message {
        case .tokenRegistration: records[device].lastTier = RegistrationClass.token.rawValue
        case .initialRegistration: records[device].lastTier = RegistrationClass.initial.rawValue
        case .keepAlive, .probe: return
        case .tokenRequest, .unregister: break
        }
        guard tally.isMeasuring else { return }
        tally.messages += 1
        guard controller == 0, message != .unregister else { return }
        if records[device].askedAt < 0 { records[device].askedAt = now }
        if message == .tokenRequest, records[device].tokenRequests < .max { records[device].tokenRequests += 1 }
    }

    @inline(__always)
    func stepped(_ step: borrowing FleetStep) -> Bool {
        if case .message(.registered, let slot) = step.event, step.after.active == slot {
            records[step.device].servedLife = sites[Int(step.after.controllers[slot])].life
        }
        if tally.isMeasuring { note(step) }
        review(step.device, step.after, at: step.at)
        return true
    }

    private func note(_ step: borrowing FleetStep) {
        switch step.event {
        case .timer(.keepAlive): noteKeepAlive(step)
        case .timer(.procedure): noteGivingUp(step)
        case .message(let message, let slot):
            if !message.isSignOfLife { tally.messages += 1 }
            switch message {
            case .registered: noteAcknowledgment(from: slot, step)
            case .tokenDenied(let retryAfter): noteDenial(retryAfter, from: slot, step)
            case .registrationDenied(let retryAfter): noteDenial(retryAfter, from: slot, step)
            // SCCP denies a registration without a time.
            case .registrationFailed: noteDenial(nil, from: slot, step)
            default: break
            }
        default: break
        }
    }

    private func noteKeepAlive(_ step: borrowing FleetStep) {
        guard let slot = step.before.active else { return }
        let faults = sites[Int(step.after.controllers[slot])].faults
        let sent = step.at - scenario.device.keepAliveInterval.count
        let answered = min(sent + Self.answerPatience, step.at)
        if step.before.awaitsKeepAlive, !faults.isAbsent(within: sent, answered) { tally.keepAliveMisses += 1 }
        // A fail-over is right while the controller cannot be spoken to.
        if step.after.active == nil, !faults.isAbsent(at: step.at) { tally.secondFailovers += 1 }
    }

    /// A device that turns away from a controller which is there has given up on it.
    private func noteGivingUp(_ step: borrowing FleetStep) {
        switch step.before.state {
        case .registering, .received, .queued: break
        default: return
        }
        guard step.after.target != step.before.target else { return }
        let controller = Int(step.after.controllers[step.before.target])
        let first = step.at - scenario.device.responseTimeout.count
        if !sites[controller].faults.isAbsent(within: first, step.at) { tally.secondFailovers += 1 }
    }

    /// An acknowledgment that the device does not want any more, or had already, was work for nothing.
    private func noteAcknowledgment(from slot: ControllerSlot, _ step: borrowing FleetStep) {
        let index = step.device
        let controller = Int(step.after.controllers[slot])
        let (before, after) = (step.before.active, step.after.active)
        if after != slot || before == slot { tally.wasted += 1 }
        guard controller == 0 else { return }
        tally.completed += 1
        let rate = scenario.serviceRate(of: 0) * sites[0].faults.speed(at: step.at)
        if rate > 0 { tally.busy += Int64(min(1e9 / rate, 1e15)) }
        guard after == slot else { return }
        let isGateway = step.after.deviceClass == .gateway
        let tier = isGateway ? RegistrationClass.priority.rawValue : records[index].lastTier
        tally.queueWaits[Int(tier)].append(max(step.at - step.sentAt, 0))
        guard records[index].promisedAt >= 0, slot == .primary else { return }
        tally.promiseErrors.append(abs(step.at - records[index].promisedAt))
        records[index].promisedAt = -1
    }

    private func noteDenial(
        _ retryAfter: Nanoseconds?, from slot: ControllerSlot, _ step: borrowing FleetStep
    ) {
        let index = step.device
        tally.denials += 1
        if records[index].denials < .max { records[index].denials += 1 }
        guard step.after.controllers[slot] == 0, records[index].promisedAt < 0, let retryAfter else { return }
        records[index].promisedAt = (Instant(nanoseconds: step.at) + retryAfter).nanoseconds
    }
}

extension ControllerMessage {
    /// Whether it only says that somebody is there.
    fileprivate var isSignOfLife: Bool {
        switch self {
        case .keepAliveAnswered, .unknownDevice, .probeAnswered: true
        default: false
        }
    }
}
