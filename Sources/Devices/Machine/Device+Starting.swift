internal import Registration

/// Steps 150 to 158: network, address, configuration.
extension Device {
    /// Step 150: the connection is there.
    mutating func connect(_ settings: borrowing DeviceSettings, _ step: inout DeviceStep) {
        guard state == .off else { return }
        state = .awaitingAddress
        step.actions.append(.requestAddress)
        step.set(.procedure, after: settings.responseTimeout)
    }

    /// The connection is gone, and with it everything but the configuration.
    mutating func disconnect(_ step: inout DeviceStep) {
        guard state != .off else { return }
        state = .off
        active = nil
        token = nil
        failures = 0
        tried = 0
        for timer in DeviceTimer.allCases { step.cancel(timer) }
    }

    /// Step 152: it has an address.
    mutating func receiveAddress(_ settings: borrowing DeviceSettings, _ step: inout DeviceStep) {
        guard state == .awaitingAddress else { return }
        state = .awaitingConfiguration
        failures = 0
        step.actions.append(.requestConfiguration)
        step.set(.procedure, after: settings.responseTimeout)
    }

    /// Steps 154 to 160: it has its configuration, and turns to its primary.
    mutating func configure(
        _ configuration: DeviceConfiguration, _ settings: borrowing DeviceSettings, _ step: inout DeviceStep
    ) {
        guard state == .awaitingConfiguration else { return }
        controllers = configuration.controllers
        firmware = configuration.firmware
        failures = 0
        tried = 0
        register(with: .primary, settings, &step)
    }

    /// Address or configuration did not come: asks again, less and less often.
    mutating func repeatStart(
        _ settings: borrowing DeviceSettings, _ random: inout some RandomNumberGenerator, _ step: inout DeviceStep
    ) {
        countFailure()
        step.actions.append(state == .awaitingAddress ? .requestAddress : .requestConfiguration)
        let jitter = RetryBehavior.jitter.wait(told: nil, failures: Int(failures), random: &random)
        step.set(.procedure, after: settings.responseTimeout + jitter)
    }

    mutating func countFailure() { failures = failures == .max ? .max : failures + 1 }
}
