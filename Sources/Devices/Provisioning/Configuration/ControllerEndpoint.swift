/// A controller as a device reaches it: its host and the ports of the protocols.
///
/// Source: element `callManager` of the configuration files.
public struct ControllerEndpoint: Hashable, Sendable {
    /// Where the controller is (`processNodeName`).
    public var host: HostName
    /// What it is called (`name`); only for people.
    public var name: String?
    /// SCCP over TCP (`ethernetPhonePort`).
    public var sccpPort: UInt16
    /// SIP (`sipPort`).
    public var sipPort: UInt16
    /// SIP over TLS (`securedSipPort`).
    public var securedSIPPort: UInt16

    /// The ports that the protocols have by default: SCCP, SIP, SIP over TLS.
    public static var defaultPorts: (sccp: UInt16, sip: UInt16, securedSIP: UInt16) { (2_000, 5_060, 5_061) }

    /// A controller at `host`.
    public init(
        host: HostName, name: String? = nil, sccpPort: UInt16 = Self.defaultPorts.sccp,
        sipPort: UInt16 = Self.defaultPorts.sip, securedSIPPort: UInt16 = Self.defaultPorts.securedSIP
    ) {
        self.host = host
        self.name = name
        self.sccpPort = sccpPort
        self.sipPort = sipPort
        self.securedSIPPort = securedSIPPort
    }
}
