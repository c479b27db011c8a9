import Glibc

/// A TCP connection that does nothing of its own accord: what a bad peer is made of, and a good one under a watch.
final class RawConnection {
    /// What comes of listening.
    enum Heard: Equatable {
        /// These bytes.
        case bytes([UInt8])
        /// Nothing in time.
        case silence
        /// The other side has closed the connection.
        case end
    }

    /// A call of the system that did not do what it should.
    struct Failure: Error, CustomStringConvertible {
        let call: String
        let code: Int32

        var description: String { "\(call): \(unsafe String(cString: strerror(code)))" }
    }

    private let descriptor: Int32

    /// Connects, within as long as the system tries.
    init(to place: Place) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        self.descriptor = descriptor
        let status = unsafe Self.withAddress(of: place) { unsafe connect(descriptor, $0, $1) }
        guard status == 0 else { throw Failure(call: "connect to \(place)", code: errno) }
    }

    deinit { close(descriptor) }

    /// Sends bytes; `false` where the other side has closed the connection.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        let count = unsafe bytes.withUnsafeBytes {
            // The pointer is good for the call, and the system reads so many bytes behind it.
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        return count == bytes.count
    }

    /// Waits for what the other side says.
    func hear(withinMilliseconds milliseconds: Int32) -> Heard {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, milliseconds) > 0 else { return .silence }
        var count = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, initializedCount in
            // The system writes so many bytes at most, and says how many it wrote.
            count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            initializedCount = max(count, 0)
        }
        return count > 0 ? .bytes(bytes) : .end
    }

    /// A port that nobody listens on at any of these addresses, at this moment.
    static func freePort(at hosts: [String]) throws -> UInt16 {
        for _ in 0..<100 {
            let port = UInt16.random(in: 20_000..<30_000)
            if hosts.allSatisfy({ isFree(Place(host: $0, port: port)) }) { return port }
        }
        throw Failure(call: "bind", code: EADDRINUSE)
    }

    private static func isFree(_ place: Place) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return unsafe withAddress(of: place) { unsafe bind(descriptor, $0, $1) } == 0
    }

    private static func withAddress(of place: Place, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = place.port.bigEndian
        address.sin_addr = in_addr(s_addr: place.ipv4.bigEndian)
        return unsafe withUnsafePointer(to: &address) { pointer in
            // Every kind of address may be handed over as a sockaddr: the length says how much of it there is.
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
