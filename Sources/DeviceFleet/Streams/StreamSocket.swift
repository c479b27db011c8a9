internal import Glibc
internal import Registration

/// Connections as the system makes them, without waiting.
enum StreamSocket {
    /// What came of beginning a connection.
    enum Outcome {
        /// It is on its way.
        case made(Int32)
        /// It could not be begun, with this error.
        case failed(Int32)
    }

    /// Begins a connection to `controller`, from the IPv4 address `source` or from the one that the system chooses.
    static func connect(to controller: InternalAddress, from source: UInt32?) -> Outcome {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return .failed(errno) }
        set(Int32(IPPROTO_TCP), TCP_NODELAY, of: descriptor)
        if let source {
            // The port is chosen when the other end is known, so each source has all its ports for each controller.
            set(Int32(IPPROTO_IP), IP_BIND_ADDRESS_NO_PORT, of: descriptor)
            let status = SocketAddress.bind(descriptor, to: InternalAddress(ipv4: source, port: 0))
            guard status == 0 else { return fail(descriptor, status) }
        }
        let status = SocketAddress.connect(descriptor, to: controller)
        guard status == 0 || status == EINPROGRESS else { return fail(descriptor, status) }
        return .made(descriptor)
    }

    /// The error of a connection that was on its way; 0 where it is there.
    static func error(of descriptor: Int32) -> Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        let status = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return status == 0 ? code : errno
    }

    private static func set(_ level: Int32, _ option: Int32, of descriptor: Int32) {
        var on: Int32 = 1
        // Both options are matters of speed and room: without them a connection works all the same.
        _ = unsafe setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func fail(_ descriptor: Int32, _ code: Int32) -> Outcome {
        close(descriptor)
        return .failed(code)
    }
}
