internal import Registration

/// Steps 164, 166 and 174: being served, and noticing when that ends.
extension Device {
    /// Step 166: asks whether the controller is still there; too many unanswered in a row mean that it is lost.
    mutating func keepAliveDue(_ settings: borrowing DeviceSettings, _ step: inout DeviceStep) {
        guard let serving = active else { return }
        if awaitsKeepAlive {
            missedKeepAlives += 1
            guard Int(missedKeepAlives) < settings.missedKeepAlivesMax else {
                return failOver(from: serving, settings, &step)
            }
        }
        awaitsKeepAlive = true
        step.send(.keepAlive, to: serving)
        step.set(.keepAlive, after: settings.keepAliveInterval)
    }

    /// The controller is there.
    mutating func keepAliveAnswered(by slot: ControllerSlot) {
        guard slot == active else { return }
        missedKeepAlives = 0
        awaitsKeepAlive = false
    }

    /// Steps 166 to 170: the controller is lost, and the next one is asked. What was under way with a better controller ends.
    mutating func failOver(
        from lost: ControllerSlot, _ settings: borrowing DeviceSettings, _ step: inout DeviceStep
    ) {
        active = nil
        missedKeepAlives = 0
        awaitsKeepAlive = false
        tried = 0
        step.cancel(.keepAlive)
        step.cancel(.watch)
        register(with: slot(after: lost), settings, &step)
    }

    /// The controller is there and has forgotten the device: it registers there anew.
    mutating func forgotten(by slot: ControllerSlot, _ settings: borrowing DeviceSettings, _ step: inout DeviceStep) {
        guard slot == active else { return }
        active = nil
        missedKeepAlives = 0
        awaitsKeepAlive = false
        tried = 0
        step.cancel(.keepAlive)
        step.cancel(.watch)
        register(with: slot, settings, &step)
    }

    /// Step 176: looks whether a better controller is back.
    mutating func watchDue(_ settings: borrowing DeviceSettings, _ step: inout DeviceStep) {
        guard state == .onBackup, let serving = active else { return }
        for rank in 0..<serving.rawValue { step.send(.probe, to: ControllerSlot(rawValue: rank)) }
        step.set(.watch, after: settings.watchInterval)
    }
}
