import Glibc
import NIOCore
import NIOPosix
import Registration
import Testing

@testable import ControllerServer

@Suite struct SIPStreamSocketTests {
    private static func wire(_ text: String) -> ByteBuffer { ByteBuffer(string: text.replacing("\n", with: "\r\n")) }

    /// A server that listens on the loopback interface, and where.
    private static func listen() throws -> (server: TestServer, listening: any Channel, address: SocketAddress) {
        let server = try TestServer(loopCount: 1)
        let bindings = SIPBindings(capacity: 100)
        let loopback = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        let listening = try server.listener.listen(at: loopback, for: server.loops) { loop in
            SIPStreamHandler(registrar: SIPRegistrar(on: loop, settings: SIPSettings(), bindings: bindings))
        }.wait()
        return (server, listening, try #require(listening.localAddress))
    }

    /// Waits until the server has counted so many; false after ten seconds.
    private static func waits(for count: UInt64, _ counter: ServerCounter, of server: TestServer) -> Bool {
        for _ in 0..<2_000 {
            if server.count(counter) >= count { return true }
            usleep(5_000)
        }
        return false
    }

    @Test("A phone registers over a socket")
    func register() throws {
        let (server, listening, address) = try Self.listen()
        let heard = KeepingClient()
        let client = try ClientBootstrap(group: server.clients)
            .channelInitializer { $0.pipeline.addHandler(heard) }
            .connect(to: address).wait()
        try client.writeAndFlush(Self.wire(TestRegistrar.register(over: "TCP"))).wait()
        let trying = "SIP/2.0 100 Trying\r\n"
        let text = String(buffer: try heard.heard(atLeast: 450))
        #expect(text.hasPrefix(trying) && text.contains("SIP/2.0 200 OK\r\n"))
        #expect(text.contains("received=127.0.0.1"))
        try client.close().wait()
        try listening.close().wait()
        try server.shutDown()
        #expect(server.count(.connectionsClosed) == 1)
    }

    @Test("The answer to what closes a connection reaches a peer that goes on sending")
    func lastAnswer() throws {
        let (server, listening, address) = try Self.listen()
        let heard = KeepingClient()
        let client = try ClientBootstrap(group: server.clients)
            .channelInitializer { $0.pipeline.addHandler(heard) }
            .connect(to: address).wait()
        var bytes = Self.wire(TestRegistrar.register(over: "TCP").replacing("Content-Length: 0\n", with: ""))
        bytes.writeRepeatingByte(0x78, count: 200_000)
        client.writeAndFlush(bytes, promise: nil)
        // The client closes when it hears the end of what the server says.
        try client.closeFuture.wait()
        #expect(String(buffer: try heard.heard(atLeast: 1)).hasPrefix("SIP/2.0 400 Missing Content-Length\r\n"))
        #expect(Self.waits(for: 1, .connectionsClosed, of: server))
        try listening.close().wait()
        try server.shutDown()
    }

    @Test("A peer that asks and never reads is closed")
    func unread() throws {
        let (server, listening, address) = try Self.listen()
        let client = try ClientBootstrap(group: server.clients)
            .channelOption(.autoRead, value: false)
            .channelOption(.socketOption(.so_rcvbuf), value: 4_096)
            .connect(to: address).wait()
        let requests = Self.wire(String(repeating: TestRegistrar.request("OPTIONS", over: "TCP"), count: 1_000))
        for _ in 0..<100 where server.count(.connectionsClosed) == 0 {
            client.writeAndFlush(requests, promise: nil)
            usleep(10_000)
        }
        #expect(Self.waits(for: 1, .connectionsClosed, of: server))
        client.close(promise: nil)
        try listening.close().wait()
        try server.shutDown()
    }
}
