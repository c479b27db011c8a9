internal import Registration

/// Steps 176 to 184: back to a better controller, while the backup goes on serving until a token is there.
extension Device {
    /// Step 176, "yes". A phone asks for a token; a gateway has priority and registers at once.
    mutating func seeBetterController(
        _ slot: ControllerSlot, _ settings: borrowing DeviceSettings, _ step: inout DeviceStep
    ) {
        guard state == .onBackup, let serving = active, slot < serving else { return }
        target = slot
        guard deviceClass != .gateway else { return registerWithToken(settings, &step) }
        step.cancel(.watch)
        sendTokenRequest(settings, &step, isFirst: true)
    }

    /// Step 178.
    mutating func sendTokenRequest(
        _ settings: borrowing DeviceSettings, _ step: inout DeviceStep, isFirst: Bool
    ) {
        state = .requestingToken
        attempts = isFirst ? 1 : attempts + 1
        step.send(.tokenRequest, to: target)
        if misbehaviour == .duplicatesRequests { step.send(.tokenRequest, to: target) }
        step.set(.procedure, after: settings.responseTimeout)
    }

    /// Step 180, "no": waits at its backup.
    mutating func denyToken(
        _ retryAfter: Nanoseconds, from slot: ControllerSlot, _ settings: borrowing DeviceSettings,
        _ random: inout some RandomNumberGenerator, _ step: inout DeviceStep
    ) {
        guard state == .requestingToken, slot == target else { return }
        guard misbehaviour != .neverReturns else { return vanish(&step) }
        state = .awaitingRetry
        step.set(.procedure, after: wait(told: retryAfter, settings, &random))
    }

    /// Nobody answers the token request: sends it again, and in the end goes back to watching.
    mutating func tokenUnanswered(
        _ settings: borrowing DeviceSettings, _ random: inout some RandomNumberGenerator, _ step: inout DeviceStep
    ) {
        if Int(attempts) < settings.attemptsMax { return sendTokenRequest(settings, &step, isFirst: false) }
        state = .onBackup
        step.set(.watch, after: wait(told: nil, settings, &random))
    }

    /// Step 180, "yes".
    mutating func grant(
        _ granted: Token, timeout: Nanoseconds?, from slot: ControllerSlot, _ settings: borrowing DeviceSettings,
        _ step: inout DeviceStep
    ) {
        guard state == .requestingToken, slot == target else { return }
        token = granted
        switch misbehaviour {
        case .neverReturns: vanish(&step)
        case .reusesExpiredToken:
            state = .holdingToken
            step.set(.procedure, after: (timeout ?? .seconds(10)) + .seconds(1))
        case .none, .ignoresRetryTimes, .duplicatesRequests: registerWithToken(settings, &step)
        }
    }

    /// Step 184: leaves the backup and asks to be registered, with the token if there is one.
    mutating func registerWithToken(_ settings: borrowing DeviceSettings, _ step: inout DeviceStep) {
        if let serving = active { step.send(.unregister, to: serving) }
        active = nil
        missedKeepAlives = 0
        awaitsKeepAlive = false
        tried = 1
        attempts = 0
        step.cancel(.keepAlive)
        step.cancel(.watch)
        sendRegistration(settings, &step)
    }

    /// Is never heard of again.
    private mutating func vanish(_ step: inout DeviceStep) {
        state = .gone
        active = nil
        for timer in DeviceTimer.allCases { step.cancel(timer) }
    }
}
