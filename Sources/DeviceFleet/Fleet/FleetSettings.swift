public import Devices
public import Registration

/// What a fleet of devices on real sockets is made of.
public struct FleetSettings: Sendable {
    /// What devices speak, and over what.
    public var scheme: RegistrarAddress.Scheme
    /// The controllers, by the index that assignments name.
    public var controllers: [InternalAddress]
    /// Devices of the fleet.
    public var deviceCount: Int
    /// Keep-alives, watching, patience of the devices.
    public var device = DeviceSettings()
    /// IPv4 addresses that devices send from, each of them the same number of devices; `nil` is the one that the system chooses.
    public var sources: [UInt32?] = [nil]
    /// SIP: what a REGISTER asks to be bound for.
    public var expiresSeconds: UInt32 = 3_600
    /// SIP: the password of every device; `nil` for devices that do not answer a challenge.
    public var password: String?
    /// SIP: whether devices name themselves as those that ask for tokens do.
    public var asksForTokens = true
    /// SIP: requests that may be under way at once.
    public var inFlightMax = 65_536
    /// Whether an answer is played as soon as it comes. Where nothing follows from answers, UDP's may wait until there is something to send:
    /// the kernel says when they came.
    public var wakesOnAnswers = true
    /// Over UDP: whether requests of equal length that leave together are one to the system, which parts them where they leave (UDP_SEGMENT). It
    /// takes less time; who captures on this machine sees them as one.
    public var offloadsSegmentation = false
    /// Over TCP: connections that may be on their way to a controller at once, fewer than what a listener keeps waiting.
    public var connectingMax = 256
    /// Over TCP: how long a connection may be on its way before it is given up.
    public var connectTimeout = Nanoseconds.seconds(4)

    /// A fleet with the defaults above.
    public init(scheme: RegistrarAddress.Scheme, controllers: [InternalAddress], deviceCount: Int) {
        self.scheme = scheme
        self.controllers = controllers
        self.deviceCount = deviceCount
    }

    /// So many addresses of this machine's own network, from 127.0.0.1 on, for controllers that are on this machine.
    public static func loopbackSources(_ count: Int) -> [UInt32?] {
        count > 1 ? (0..<UInt32(clamping: count)).map { 0x7F00_0001 + $0 } : [nil]
    }
}
