internal import Devices
internal import Glibc
internal import Registration

/// A datagram, and who sent it.
struct Datagram: Hashable, Sendable {
    /// Who sent it.
    let sender: IPv4Endpoint
    /// What it holds.
    let bytes: [UInt8]
}

/// A UDP socket over IPv4, which one thread uses; closed with the value.
@safe
struct UDPSocket: ~Copyable {
    private let descriptor: Int32

    /// The largest datagram that is received whole; of a larger one the rest is lost.
    static var byteCountMax: Int { 2_048 }

    /// A socket at a port of this machine; 0 for one that the system chooses.
    ///
    /// - Parameter interface: the only one that it sends and receives by; then it also broadcasts, and shares its port with sockets of
    ///   other interfaces.
    init(port: UInt16 = 0, on interface: NetworkInterface? = nil) throws(SocketError) {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .last("a socket") }
        if let interface {
            try Self.set(SO_BROADCAST, of: descriptor)
            try Self.set(SO_REUSEADDR, of: descriptor)
            let name = Array(interface.name.utf8)
            let status = unsafe name.withUnsafeBytes { bytes in
                // The system reads so many bytes of the name, and no more.
                unsafe setsockopt(descriptor, SOL_SOCKET, SO_BINDTODEVICE, bytes.baseAddress, socklen_t(bytes.count))
            }
            guard status == 0 else { throw .last("interface \(interface)") }
        }
        let status = unsafe Self.withAddress(IPv4Endpoint(IPv4Address(0), port: port)) {
            unsafe bind(descriptor, $0, $1)
        }
        guard status == 0 else { throw .last("UDP port \(port)") }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The port that it has.
    var port: UInt16 {
        var address = sockaddr_in()
        var byteCount = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            // The system writes no more than the length says, which is that of the address.
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = unsafe getsockname(descriptor, $0, &byteCount)
            }
        }
        return IPv4Endpoint(address).port
    }

    /// Sends a datagram. One that a full buffer of the system has no room for is lost, as datagrams are.
    func send(_ bytes: [UInt8], to endpoint: IPv4Endpoint) throws(SocketError) {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe Self.withAddress(endpoint) { address, byteCount in
                // The system reads so many bytes of both, and keeps neither.
                unsafe Int32(
                    clamping: sendto(
                        descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL), address, byteCount))
            }
        }
        guard count < 0, errno != EAGAIN, errno != ENOBUFS, errno != EINTR else { return }
        throw .last("sending to \(endpoint)")
    }

    /// The next datagram, or `nil` when none comes within a span, of which no more than a second is waited; a signal ends the wait early.
    func receive(within span: Nanoseconds) throws(SocketError) -> Datagram? {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = min(max(span.roundedUp(toMultipleOf: .milliseconds(1)).count / 1_000_000, 0), 1_000)
        // One entry, which the system writes to before the call returns.
        guard unsafe poll(&entry, 1, Int32(milliseconds)) > 0 else { return nil }
        var sender = sockaddr_in()
        var byteCount = socklen_t(MemoryLayout<sockaddr_in>.size)
        var count = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.byteCountMax) { buffer, initializedCount in
            unsafe withUnsafeMutablePointer(to: &sender) { pointer in
                // The system writes no more than the lengths say, and tells how many bytes of the datagram it wrote.
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    count = unsafe recvfrom(
                        descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT), $0, &byteCount)
                }
            }
            initializedCount = max(count, 0)
        }
        // What else there may be is the echo of a datagram that nobody took: that one is lost, and the next may not be.
        return count >= 0 ? Datagram(sender: IPv4Endpoint(sender), bytes: bytes) : nil
    }

    private static func set(_ option: Int32, of descriptor: Int32) throws(SocketError) {
        var value: Int32 = 1
        // The system reads the four bytes of the value.
        let status = unsafe setsockopt(descriptor, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<Int32>.size))
        guard status == 0 else { throw .last("an option of a socket") }
    }

    private static func withAddress(
        _ endpoint: IPv4Endpoint, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = endpoint.systemAddress
        return unsafe withUnsafePointer(to: &address) { pointer in
            // Every kind of address may be handed over as a sockaddr: the length says how much of it there is.
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
