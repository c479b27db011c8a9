public import Registration

/// What a device tells a controller.
public enum DeviceMessage: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// Asks for a token (step 178).
    case tokenRequest = 0
    /// Asks for an initial registration (steps 160 and 170); a gateway's is a priority registration.
    case initialRegistration = 1
    /// Asks to be registered with ``Device/token`` (step 184).
    case tokenRegistration = 2
    /// "I am here, are you?", of a registered device (step 166).
    case keepAlive = 3
    /// "Are you there?", to a controller that does not serve the device (step 176).
    case probe = 4
    /// Leaves the controller.
    case unregister = 5
}

/// What a device wants done, in the order given.
public enum DeviceAction: Hashable, Sendable, BitwiseCopyable {
    /// Broadcast a request for an address.
    case requestAddress
    /// Fetch the configuration.
    case requestConfiguration
    /// Send a message to one of its controllers.
    case send(DeviceMessage, to: ControllerSlot)
    /// Have the timer fire at the instant, in place of what it was set to.
    case setTimer(DeviceTimer, at: Instant)
    /// Have the timer not fire.
    case cancelTimer(DeviceTimer)
}

/// The actions of one step, held inline: making and reading them allocates nothing.
public struct DeviceActions: Sendable {
    /// How many there are.
    public private(set) var count = 0
    private var actions = InlineArray<8, DeviceAction>(repeating: .requestAddress)

    /// The most actions that one step has.
    public static var countMax: Int { 8 }

    /// No actions.
    init() {}

    /// The action at `index`, 0 first.
    public subscript(index: Int) -> DeviceAction {
        precondition(index >= 0 && index < count, "no such action")
        return actions[index]
    }

    mutating func append(_ action: DeviceAction) {
        actions[count] = action
        count += 1
    }
}

extension DeviceActions: Equatable {
    /// Whether both hold the same actions in the same order.
    public static func == (a: DeviceActions, b: DeviceActions) -> Bool {
        a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
    }
}
