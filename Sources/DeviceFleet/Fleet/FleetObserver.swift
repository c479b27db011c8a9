public import Devices

/// One step of a device, as an observer sees it.
public struct FleetStep: Sendable {
    /// The device.
    public var device: Int
    /// What happened to it.
    public var event: DeviceEvent
    /// When it happened: by the kernel's account for what was heard, and when it was due for a timer.
    public var at: Int64
    /// For an answer: when its request left for the first time.
    public var sentAt: Int64
    /// Where the device stood before.
    public var before: DeviceGlance
    /// The device after the step.
    public var after: Device
}

/// Who looks at what a fleet does, and says which devices are done.
///
/// Called on the fleet's thread, between two system calls: it must be quick. A class, as whoever gives the fleet its turns asks it as well.
public protocol FleetObserver: AnyObject {
    /// A message leaves, or would: the controller may be none of the fleet's. `due` is when it should have left, `now` when it does.
    func sent(_ message: DeviceMessage, by device: Int, to controller: Int, due: Int64, at now: Int64)

    /// A device took a step; `false` when it is done, and shall be heard of no longer.
    func stepped(_ step: borrowing FleetStep) -> Bool
}
