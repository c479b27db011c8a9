internal import Glibc
public import Registration

/// A TCP connection to a controller, which one thread uses. No call but ``wait(for:within:)`` blocks; closed with the value at the latest.
///
/// What is sent before the connection is there waits for it. Both ways hold a bounded number of bytes; a peer that leads beyond is
/// given up.
@safe
public final class TCPConnection {
    /// How far it is.
    public enum State: Hashable, Sendable {
        /// The peer has not answered yet.
        case connecting
        /// Bytes come and go.
        case open
        /// It is of no more use.
        case closed
    }

    /// How far it is.
    public private(set) var state = State.connecting
    /// Bytes that have come and were not taken.
    public private(set) var received: [UInt8] = []
    private let descriptor: Int32
    private var unsent: [UInt8] = []

    /// The most bytes that wait, each way.
    public static var byteCountMax: Int { 65_536 }

    /// Begins to connect.
    public init(to endpoint: IPv4Endpoint) throws(SocketError) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .last("a socket") }
        var address = endpoint.systemAddress
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            // Every kind of address may be handed over as a sockaddr: the length says how much of it there is.
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if status == 0 { state = .open } else if errno != EINPROGRESS { state = .closed }
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// Sends bytes, now or as soon as the peer takes them.
    public func send(_ bytes: [UInt8]) {
        guard state != .closed else { return }
        guard unsent.count + bytes.count <= Self.byteCountMax else { return close() }
        unsent += bytes
        if state == .open { flush() }
    }

    /// Takes the first bytes that have come.
    public func take(_ byteCount: Int) { received.removeFirst(byteCount) }

    /// Ends it; what was sent before goes out if the system had it already.
    public func close() {
        guard state != .closed else { return }
        state = .closed
        unsent = []
        // The number stays this value's until it goes: no other file gets it meanwhile.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Waits until something happens to one of the connections, within a span of which no more than a second is waited, and takes in
    /// what happened. A signal ends the wait early.
    public static func wait(for connections: [TCPConnection], within span: Nanoseconds) {
        let live = connections.filter { $0.state != .closed }
        var entries = live.map { connection in
            let isWriting = connection.state == .connecting || !connection.unsent.isEmpty
            return pollfd(fd: connection.descriptor, events: Int16(isWriting ? POLLIN | POLLOUT : POLLIN), revents: 0)
        }
        let milliseconds = min(max(span.roundedUp(toMultipleOf: .milliseconds(1)).count / 1_000_000, 0), 1_000)
        // The system writes to as many entries as there are, before the call returns.
        guard unsafe poll(&entries, nfds_t(entries.count), Int32(milliseconds)) > 0 else { return }
        for (connection, entry) in zip(live, entries) where entry.revents != 0 { connection.advance() }
    }

    private func advance() {
        if state == .connecting {
            var code: Int32 = 0
            var byteCount = socklen_t(MemoryLayout<Int32>.size)
            // The system writes the four bytes of the code.
            let status = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &byteCount)
            guard status == 0, code == 0 else { return close() }
            state = .open
        }
        flush()
        read()
    }

    private func flush() {
        while state == .open, !unsent.isEmpty {
            let count = unsafe unsent.withUnsafeBytes {
                // The system reads so many bytes, and keeps none of them here.
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                if errno != EAGAIN, errno != EINTR { close() }
                return
            }
            unsent.removeFirst(count)
        }
    }

    private func read() {
        while state == .open {
            guard received.count < Self.byteCountMax else { return close() }
            var count = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, initializedCount in
                // The system writes so many bytes at most, and says how many it wrote.
                count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
                initializedCount = max(count, 0)
            }
            if count > 0 {
                received += bytes
            } else {
                if count == 0 || (errno != EAGAIN && errno != EINTR) { close() }
                return
            }
        }
    }
}
