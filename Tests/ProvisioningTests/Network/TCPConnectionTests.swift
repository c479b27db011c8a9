import Devices
import Glibc
import Provisioning
import Registration
import Testing

@Suite struct TCPConnectionTests {
    /// A socket that listens on loopback and is answered for by hand.
    private final class Listener {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        private(set) var port: UInt16 = 0

        init() {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
            var byteCount = socklen_t(MemoryLayout<sockaddr_in>.size)
            unsafe withUnsafeMutablePointer(to: &address) {
                // The length says how much of the address there is.
                unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = unsafe bind(descriptor, $0, byteCount)
                    _ = unsafe getsockname(descriptor, $0, &byteCount)
                }
            }
            listen(descriptor, 1)
            port = UInt16(bigEndian: address.sin_port)
        }

        deinit { close(descriptor) }
    }

    private static func connection(to port: UInt16) throws -> TCPConnection {
        try TCPConnection(to: IPv4Endpoint(IPv4Address(0x7F00_0001), port: port))
    }

    /// Waits until something holds, ten seconds at most.
    private static func wait(for connection: TCPConnection, until holds: () -> Bool) -> Bool {
        for _ in 0..<100 where !holds() { TCPConnection.wait(for: [connection], within: .milliseconds(100)) }
        return holds()
    }

    @Test("What is sent before the connection is there arrives, and what comes back is kept until it is taken")
    func bothWays() throws {
        let listener = Listener()
        let connection = try Self.connection(to: listener.port)
        connection.send([1, 2, 3])
        let peer = accept(listener.descriptor, nil, nil)
        defer { close(peer) }
        #expect(Self.wait(for: connection) { connection.state == .open })
        var bytes: [UInt8] = [0, 0, 0, 0]
        // The system writes no more than there is room for.
        #expect(unsafe recv(peer, &bytes, 4, 0) == 3)
        #expect(bytes == [1, 2, 3, 0])
        // The system reads two bytes.
        #expect(unsafe send(peer, bytes, 2, 0) == 2)
        #expect(Self.wait(for: connection) { connection.received == [1, 2] })
        connection.take(1)
        #expect(connection.received == [2])
        shutdown(peer, Int32(SHUT_RDWR))
        #expect(Self.wait(for: connection) { connection.state == .closed })
    }

    @Test("Where nobody listens, a connection is closed and sends nothing")
    func refused() throws {
        let port = Listener().port
        let connection = try Self.connection(to: port)
        #expect(Self.wait(for: connection) { connection.state == .closed })
        connection.send([1])
        connection.close()
        #expect(connection.state == .closed && connection.received.isEmpty)
    }

    @Test("A peer that takes nothing is given up when too much waits for it")
    func bounded() throws {
        let listener = Listener()
        let connection = try Self.connection(to: listener.port)
        // The first waits for the connection, or for room with the system; beyond there is none.
        for _ in 0..<1_000 where connection.state != .closed {
            connection.send([UInt8](repeating: 0, count: TCPConnection.byteCountMax / 2))
            TCPConnection.wait(for: [connection], within: .zero)
        }
        #expect(connection.state == .closed)
    }
}
