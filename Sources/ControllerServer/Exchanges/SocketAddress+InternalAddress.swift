internal import NIOCore
internal import Registration

extension InternalAddress {
    /// The address of a peer as the core keeps it; `nil` for one that is no internet address.
    init?(_ address: SocketAddress) {
        switch address {
        case .v4(let address):
            let socket = address.address
            self.init(
                ipv4: UInt32(bigEndian: socket.sin_addr.s_addr), port: UInt16(bigEndian: socket.sin_port))
        case .v6(let address):
            let socket = address.address
            let words = unsafe socket.sin6_addr.__in6_u.__u6_addr32  // plain memory, whichever member was written
            let high = UInt64(UInt32(bigEndian: words.0)) << 32 | UInt64(UInt32(bigEndian: words.1))
            let low = UInt64(UInt32(bigEndian: words.2)) << 32 | UInt64(UInt32(bigEndian: words.3))
            self.init(ipv6High: high, low: low, port: UInt16(bigEndian: socket.sin6_port))
        case .unixDomainSocket: return nil
        }
    }
}
