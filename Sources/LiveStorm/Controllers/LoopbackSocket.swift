internal import Glibc
internal import Registration

/// The system's calls with the addresses that they want.
enum LoopbackSocket {
    /// Binds a socket; `false` where that is not possible.
    static func bind(_ descriptor: Int32, to place: InternalAddress) -> Bool {
        unsafe call(Glibc.bind, descriptor, place)
    }

    /// Connects a socket, waiting until it is; `false` where that is not possible.
    static func connect(_ descriptor: Int32, to place: InternalAddress) -> Bool {
        unsafe call(Glibc.connect, descriptor, place)
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ descriptor: Int32, _ place: InternalAddress
    ) -> Bool {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = place.port.bigEndian
        name.sin_addr.s_addr = (place.ipv4 ?? 0).bigEndian
        return unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        } == 0
    }
}
