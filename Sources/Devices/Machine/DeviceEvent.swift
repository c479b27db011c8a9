public import Registration

/// What a controller tells a device.
public enum ControllerMessage: Hashable, Sendable, BitwiseCopyable {
    /// A token, and how long it is valid where that is told.
    case granted(Token, timeout: Nanoseconds?)
    /// No token; ask again after the span.
    case tokenDenied(retryAfter: Nanoseconds)
    /// The registration request arrived. The transport says so, not the controller.
    case received
    /// The registration request is queued.
    case queued
    /// The registration request is not queued; ask again after the span.
    case registrationDenied(retryAfter: Nanoseconds)
    /// The device is registered.
    case registered
    /// The controller could not complete a queued registration.
    case registrationFailed
    /// A keep-alive of a registered device arrived.
    case keepAliveAnswered
    /// A keep-alive arrived, and the controller knows nothing of the device.
    case unknownDevice
    /// The controller is there.
    case probeAnswered
}

/// What a device reads from its configuration (step 154): the firmware it shall run, and its controllers.
public struct DeviceConfiguration: Hashable, Sendable, BitwiseCopyable {
    /// The version of the firmware.
    public var firmware: UInt32
    /// Primary, secondary, tertiary.
    public var controllers: ControllerAssignment

    /// A configuration of these parts.
    public init(firmware: UInt32, controllers: ControllerAssignment) {
        self.firmware = firmware
        self.controllers = controllers
    }
}

/// The timers of a device; each runs at most once at a time.
public enum DeviceTimer: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// An answer is overdue, or a wait is over.
    case procedure = 0
    /// The next keep-alive to the controller that serves the device is due.
    case keepAlive = 1
    /// The next look at better controllers is due.
    case watch = 2
}

/// What happens to a device.
public enum DeviceEvent: Hashable, Sendable, BitwiseCopyable {
    /// A network connection is there (step 150).
    case networkUp
    /// The network connection is gone.
    case networkDown
    /// The device has an address (step 152).
    case addressReceived
    /// The device has its configuration (step 154).
    case configurationReceived(DeviceConfiguration)
    /// A timer that the device set is due.
    case timer(DeviceTimer)
    /// A controller says something.
    case message(ControllerMessage, from: ControllerSlot)
}
