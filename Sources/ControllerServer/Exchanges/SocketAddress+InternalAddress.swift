internal import NIOCore
internal import Registration

extension InternalAddress {
    /// The address of a peer as the core keeps it; `nil` for one that is no internet address.
    init?(_ address: SocketAddress) {
        let isIPv6: Bool
        switch address {
        case .v4: isIPv6 = false
        case .v6: isIPv6 = true
        case .unixDomainSocket: return nil
        }
        self = unsafe address.withSockAddr { socket, byteCount in
            let bytes = unsafe UnsafeRawBufferPointer(start: socket, count: byteCount)  // valid within this call
            // The layouts of `sockaddr_in` and `sockaddr_in6`: port at 2; address at 4, or at 8. All in network order.
            let port = UInt16(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
            if isIPv6 {
                return InternalAddress(
                    ipv6High: UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    low: UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
                    port: port)
            }
            return InternalAddress(
                ipv4: UInt32(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)), port: port)
        }
    }
}
