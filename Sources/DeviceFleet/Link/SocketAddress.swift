internal import Glibc
internal import Registration

/// Addresses as the system's calls want them.
enum SocketAddress {
    /// Connects a socket; returns 0 or the error's number.
    static func connect(_ descriptor: Int32, to address: InternalAddress) -> Int32 {
        unsafe call(Glibc.connect, descriptor, address)
    }

    /// Binds a socket; returns 0 or the error's number.
    static func bind(_ descriptor: Int32, to address: InternalAddress) -> Int32 {
        unsafe call(Glibc.bind, descriptor, address)
    }

    /// The address that a socket is bound to; `nil` where the system does not say.
    static func local(of descriptor: Int32) -> InternalAddress? {
        var name = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        guard status == 0 else { return nil }
        return InternalAddress(ipv4: UInt32(bigEndian: name.sin_addr.s_addr), port: UInt16(bigEndian: name.sin_port))
    }

    /// A source in words, for messages.
    static func describe(source: UInt32?) -> String {
        source.map { "\(InternalAddress(ipv4: $0, port: 0))" } ?? "any address"
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32,
        _ address: InternalAddress
    ) -> Int32 {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = address.port.bigEndian
        name.sin_addr.s_addr = (address.ipv4 ?? 0).bigEndian
        let status = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return status == 0 ? 0 : errno
    }
}
