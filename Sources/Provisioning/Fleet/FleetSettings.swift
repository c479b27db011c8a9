public import Devices
public import Registration

/// What a fleet's server of addresses and files is to be told, as a person says it; ``FleetPlan`` checks it.
public struct FleetSettings: Hashable, Sendable {
    /// The interface that the server gives addresses out by.
    public var interface: NetworkInterface
    /// The addresses that it gives out.
    public var range: AddressRange
    /// Which part of them is the network's.
    public var mask = IPv4Address(0xFFFF_FF00)
    /// The way out of the network; `nil` where there is none.
    public var router: IPv4Address?
    /// Where the files are, the preferred server first; empty for where the first controller is.
    public var fileServers: [IPv4Address] = []
    /// The controllers, in the order of the group.
    public var controllers: [ControllerEndpoint]
    /// How many controllers a phone has beside its primary, 0 to 2; `nil` for as many as there are.
    public var backupCount: Int?
    /// How primaries are dealt.
    public var shape = FleetAssignment.Shape.balanced
    /// The phones.
    public var deviceCount: Int
    /// The MAC address of the first; the others follow.
    public var firstDevice: MACAddress
    /// How long an address is a phone's, in seconds.
    public var leaseSeconds = 3_600
    /// The firmware that phones are to run; `nil` for what they have.
    public var firmware: FirmwareVersion?
    /// How long the primary must have answered before a phone goes back to it; `nil` for the phone's default.
    public var connectionMonitor: Nanoseconds?

    /// A fleet of phones on an interface.
    public init(
        interface: NetworkInterface, range: AddressRange, controllers: [ControllerEndpoint], deviceCount: Int,
        firstDevice: MACAddress
    ) {
        self.interface = interface
        self.range = range
        self.controllers = controllers
        self.deviceCount = deviceCount
        self.firstDevice = firstDevice
    }
}
