internal import CPlatform
public import Devices
internal import Glibc

/// A network interface of this machine, or of the network namespace that the process runs in, by its name.
///
/// Setting addresses needs the right to (`CAP_NET_ADMIN`).
@safe
public struct NetworkInterface: Hashable, Sendable {
    /// The name, such as "eth0".
    public let name: String

    /// The longest name, in bytes.
    public static var byteCountMax: Int { 15 }

    /// The interface of this name, which need not exist; `nil` where no interface has such a name: 1 to 15 letters, digits, points,
    /// hyphens and underscores.
    public init?(_ name: some StringProtocol) {
        guard (1...Self.byteCountMax).contains(name.utf8.count), name != ".", name != "..",
            HostName(name) != nil, !name.contains(":")
        else { return nil }
        self.name = String(name)
    }

    /// Its own MAC address.
    public func hardwareAddress() throws(SocketError) -> MACAddress {
        var number: UInt64 = 0
        // The name is a C string for the length of the call, and the number is written before it returns.
        let code = unsafe platform_interface_hardware_address(name, &number)
        guard code == 0 else { throw SocketError("the MAC address of \(name)", code: code) }
        guard let address = MACAddress(number) else { throw SocketError("the MAC address of \(name)", code: EINVAL) }
        return address
    }

    /// Its IPv4 address; `nil` where it has none.
    public func address() throws(SocketError) -> IPv4Address? {
        var number: UInt32 = 0
        // As above.
        let code = unsafe platform_interface_address(name, &number)
        guard code == 0 else { throw SocketError("interface \(name)", code: code) }
        return number == 0 ? nil : IPv4Address(number)
    }

    /// Gives it the address of a lease, and has the lease's first router take what is for other networks.
    public func configure(_ lease: AddressLease) throws(SocketError) {
        let mask = lease.subnetMask ?? IPv4Address(.max)
        // As above.
        let code = unsafe platform_interface_set_address(name, lease.address.number, mask.number)
        guard code == 0 else { throw SocketError("address \(lease.address) of \(name)", code: code) }
        guard let router = lease.routers.first else { return }
        let routeCode = unsafe platform_interface_set_default_router(name, router.number)
        guard routeCode == 0 else { throw SocketError("router \(router) of \(name)", code: routeCode) }
    }

    /// Takes its address from it, and with it all routes through it.
    public func removeAddress() throws(SocketError) {
        // As above.
        let code = unsafe platform_interface_set_address(name, 0, 0)
        guard code == 0 || code == EADDRNOTAVAIL else { throw SocketError("the address of \(name)", code: code) }
    }
}

extension NetworkInterface: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}
