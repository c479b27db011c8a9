public import Devices
internal import Glibc

/// An address and a port of UDP or TCP.
public struct IPv4Endpoint: Hashable, Sendable, BitwiseCopyable {
    /// The address.
    public var address: IPv4Address
    /// The port.
    public var port: UInt16

    /// The port at an address.
    public init(_ address: IPv4Address, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// The same as the system has it.
    var systemAddress: sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: self.address.number.bigEndian)
        return address
    }

    /// The endpoint that the system means.
    init(_ address: sockaddr_in) {
        self.init(IPv4Address(UInt32(bigEndian: address.sin_addr.s_addr)), port: UInt16(bigEndian: address.sin_port))
    }
}

extension IPv4Endpoint: CustomStringConvertible {
    /// Address and port, such as "10.0.0.1:2000".
    public var description: String { "\(address):\(port)" }
}
