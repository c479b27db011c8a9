public import Registration

/// What a device learns from DHCP before it can ask for its configuration (server 24): its address, the way out of its network, and
/// where the file server is.
///
/// A value; ``init(address:options:)`` reads it from a message's options and ``optionBytes()`` writes them. Options other than those
/// named here are passed over.
///
/// Source: row S16; RFC 2132 for the options; options 66 and 150 as Cisco phones use them.
public struct AddressLease: Hashable, Sendable {
    /// The device's address (`yiaddr`, which is no option).
    public var address: IPv4Address
    /// Option 1: which part of the address is the network's.
    public var subnetMask: IPv4Address?
    /// Option 3: routers, the preferred one first.
    public var routers: [IPv4Address] = []
    /// Option 6: name servers, the preferred one first.
    public var nameServers: [IPv4Address] = []
    /// Option 51: how long the address is the device's; `nil` when the server does not say, ``unlimited`` for ever.
    public var duration: Nanoseconds?
    /// Option 66: the file server's name, or its address as text.
    public var fileServerName: HostName?
    /// Option 150: the file servers' addresses, the preferred one first.
    public var fileServers: [IPv4Address] = []

    /// A lease of `address` alone.
    public init(address: IPv4Address) { self.address = address }

    /// The lease that never ends: 2^32 - 1 seconds on the wire.
    public static var unlimited: Nanoseconds { .max }

    /// Where a device looks for its configuration.
    public enum FileServer: Hashable, Sendable {
        /// A server by its address.
        case address(IPv4Address)
        /// A server by its name.
        case name(HostName)
    }

    /// The file servers in the order in which a device tries them: those of option 150, then that of option 66. Each once.
    public var fileServersInOrder: [FileServer] {
        var servers: [FileServer] = []
        func append(_ server: FileServer) { if !servers.contains(server) { servers.append(server) } }
        for address in fileServers { append(.address(address)) }
        if let name = fileServerName {
            append(IPv4Address(name.text).map { .address($0) } ?? .name(name))
        }
        return servers
    }
}
