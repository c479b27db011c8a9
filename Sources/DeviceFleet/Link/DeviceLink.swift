public import Devices
internal import Registration

/// What carries the messages of devices to their controllers, and brings what those say.
///
/// It keeps no device's state but what the protocol needs below the device's own machine: transactions and their retransmission, connections,
/// frames. Used by one thread.
protocol DeviceLink: AnyObject {
    /// Whether one more request can be taken. What is sent without room is lost, as on a network.
    var hasRoom: Bool { get }
    /// Requests, or connections, under way.
    var underWayCount: Int { get }
    /// What was counted.
    var counts: LinkCounts { get }

    /// Takes a message of a device for a controller of the fleet. It leaves with the next ``flush()``.
    func send(
        _ message: DeviceMessage, from device: Int, _ deviceClass: DeviceClass, to controller: Int, at now: Int64)

    /// Puts on the wire what was taken.
    func flush()

    /// Waits until something comes or so many nanoseconds are over; 0 does not wait. Then reads what has come, and appends what it says. Returns
    /// how many messages were read.
    ///
    /// - Parameter wakes: whether what comes ends the wait. Where it is the kernel that says when something came, nothing is lost by reading it
    ///   later, and half of the times that a thread is woken are spared.
    func receive(within nanoseconds: Int64, wakes: Bool, into heard: inout [HeardMessage]) -> Int

    /// Does what the protocol does by itself when time passes: sends again, gives up. Returns how many requests that were.
    func pass(to now: Int64) -> Int

    /// When ``pass(to:)`` has something to do; `.max` for never.
    var nextDue: Int64 { get }

    /// Forgets what is under way between a device and a controller that it has given up, and ends their connection.
    func hangUp(_ device: Int, on controller: Int)

    /// Has the processor fetch what is known of a device.
    func prefetch(_ device: Int)

    /// Forgets what is under way for a device, and ends its connections.
    func release(_ device: Int)
}

/// What a controller told a device, and when.
public struct HeardMessage: Sendable, BitwiseCopyable {
    /// The device.
    public var device: UInt32
    /// The controller, by its index in the fleet.
    public var controller: UInt8
    /// What it said.
    public var message: ControllerMessage
    /// When the request it answers left the device for the first time.
    public var sentAt: Int64
    /// When it came: by the kernel's account where there is one.
    public var at: Int64
}
