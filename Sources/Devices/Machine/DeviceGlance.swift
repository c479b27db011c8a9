/// What is compared of a device before and after a step.
public struct DeviceGlance: Hashable, Sendable, BitwiseCopyable {
    /// Where it stood.
    public let state: DeviceState
    /// The controller that served it.
    public let active: ControllerSlot?
    /// The controller that it asked.
    public let target: ControllerSlot
    /// Whether its last keep-alive was unanswered.
    public let awaitsKeepAlive: Bool

    /// A glance at a device.
    @inline(__always)
    public init(_ device: Device) {
        state = device.state
        active = device.active
        target = device.target
        awaitsKeepAlive = device.awaitsKeepAlive
    }
}
