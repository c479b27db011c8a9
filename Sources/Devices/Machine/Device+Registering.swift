internal import Registration

/// Steps 158 to 162, 168 to 172 and 184: asking to be registered, and what comes of it.
extension Device {
    /// Asks `slot` for an initial registration.
    mutating func register(
        with slot: ControllerSlot, _ settings: borrowing DeviceSettings, _ step: inout DeviceStep
    ) {
        token = nil
        target = slot
        tried += 1
        attempts = 0
        sendRegistration(settings, &step)
    }

    /// Sends the registration in hand, with the token if there is one.
    mutating func sendRegistration(_ settings: borrowing DeviceSettings, _ step: inout DeviceStep) {
        state = .registering
        attempts += 1
        let message = token == nil ? DeviceMessage.initialRegistration : .tokenRegistration
        step.send(message, to: target)
        if misbehaviour == .duplicatesRequests { step.send(message, to: target) }
        step.set(.procedure, after: settings.responseTimeout)
    }

    /// The request arrived; what the device hears next it hears when its turn has come.
    mutating func hear(
        _ heard: DeviceState, from slot: ControllerSlot, patience: Nanoseconds, _ step: inout DeviceStep
    ) {
        guard state == .registering, slot == target else { return }
        state = heard
        step.set(.procedure, after: patience)
    }

    /// Steps 162 and 172: registered.
    mutating func enterService(
        at slot: ControllerSlot, _ settings: borrowing DeviceSettings, _ step: inout DeviceStep
    ) {
        guard slot != active else { return }
        let isWanted = active == nil && slot == target && (state.isAskingForRegistration || state == .backingOff)
        guard isWanted else {
            // The device turned elsewhere meanwhile: one controller serves it, not two.
            if state != .off { step.send(.unregister, to: slot) }
            return
        }
        active = slot
        token = nil
        failures = 0
        tried = 0
        missedKeepAlives = 0
        awaitsKeepAlive = false
        step.cancel(.procedure)
        step.set(.keepAlive, after: settings.keepAliveInterval)
        if slot == .primary {
            state = .inService
            step.cancel(.watch)
        } else {
            state = .onBackup
            step.set(.watch, after: settings.watchInterval)
        }
    }

    /// The registration was denied, or could not be completed: waits, and asks the same controller again.
    mutating func denyRegistration(
        _ retryAfter: Nanoseconds?, from slot: ControllerSlot, _ settings: borrowing DeviceSettings,
        _ random: inout some RandomNumberGenerator, _ step: inout DeviceStep
    ) {
        guard state.isAskingForRegistration, slot == target else { return }
        token = nil
        state = .backingOff
        step.set(.procedure, after: wait(told: retryAfter, settings, &random))
    }

    /// The wait after one more denial or silence.
    mutating func wait(
        told: Nanoseconds?, _ settings: borrowing DeviceSettings, _ random: inout some RandomNumberGenerator
    ) -> Nanoseconds {
        countFailure()
        if misbehaviour == .ignoresRetryTimes, told != nil { return settings.impatience }
        return settings.retry.wait(told: told, failures: Int(failures), random: &random)
    }

    /// The controller did not answer: tries the next, and when all were tried, waits and begins with the primary.
    mutating func turnElsewhere(
        _ settings: borrowing DeviceSettings, _ random: inout some RandomNumberGenerator, _ step: inout DeviceStep
    ) {
        guard tried < controllers.count else {
            token = nil
            tried = 0
            target = .primary
            state = .backingOff
            step.set(.procedure, after: wait(told: nil, settings, &random))
            return
        }
        register(with: slot(after: target), settings, &step)
    }

    /// The next controller in order of rank, the primary after the last.
    func slot(after slot: ControllerSlot) -> ControllerSlot {
        ControllerSlot(rawValue: slot.rawValue + 1 < controllers.count ? slot.rawValue + 1 : 0)
    }

    /// An answer is overdue, or a wait is over.
    mutating func procedureDue(
        _ settings: borrowing DeviceSettings, _ random: inout some RandomNumberGenerator, _ step: inout DeviceStep
    ) {
        switch state {
        case .off, .inService, .onBackup, .gone: break
        case .awaitingAddress, .awaitingConfiguration: repeatStart(settings, &random, &step)
        case .registering:
            if Int(attempts) < settings.attemptsMax {
                sendRegistration(settings, &step)
            } else {
                turnElsewhere(settings, &random, &step)
            }
        // Nothing was heard of it for as long as the device waits.
        case .received: turnElsewhere(settings, &random, &step)
        case .queued:
            // Asks how far it is: a queued device hears that it is queued.
            attempts = 0
            sendRegistration(settings, &step)
        case .backingOff:
            let isNewRound = tried == 0
            if isNewRound { target = .primary } else { tried -= 1 }
            register(with: target, settings, &step)
        case .requestingToken: tokenUnanswered(settings, &random, &step)
        case .awaitingRetry: sendTokenRequest(settings, &step, isFirst: true)
        case .holdingToken: registerWithToken(settings, &step)
        }
    }
}
