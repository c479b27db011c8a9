import NIOCore
import NIOPosix
import Registration
import Signalling
import Testing

@testable import ControllerServer

@Suite struct ListenerTests {
    private static func loopback() throws -> SocketAddress { try SocketAddress(ipAddress: "127.0.0.1", port: 0) }

    /// A client's registration of device `number` over SCCP.
    private static func registration(_ number: Int) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.write(
            SCCP.RegisterRequest(
                station: SCCP.StationIdentifier(deviceName: DeviceName(macAddress: UInt64(number))), ipv4Address: 1,
                deviceType: .phone7960, form: .streams))
        return bytes
    }

    @Test("Phones register over connections that are spread over the loops", arguments: [1, 2])
    func streams(loopCount: Int) throws {
        let server = try TestServer(loopCount: loopCount)
        let listening = try server.listener.listen(at: Self.loopback(), for: server.loops) { loop in
            SCCPConnection(on: loop, settings: SCCPSettings())
        }.wait()
        let address = try #require(listening.localAddress)
        var clients: [(channel: any Channel, heard: KeepingClient)] = []
        for number in 0..<20 {
            let heard = KeepingClient()
            let channel = try ClientBootstrap(group: server.clients)
                .channelInitializer { $0.pipeline.addHandler(heard) }
                .connect(to: address).wait()
            try channel.writeAndFlush(Self.registration(number)).wait()
            clients.append((channel, heard))
        }
        for client in clients {
            var heard = try client.heard.heard(atLeast: 44)
            var decoder = SCCPFrameDecoder()
            #expect(try decoder.decode(buffer: &heard)?.header.kind == .registerAck)
            #expect(try decoder.decode(buffer: &heard)?.header.kind == .capabilitiesRequest)
        }
        #expect(server.count(.connectionsAccepted) == 20)
        // Each loop had its share.
        for counters in server.counters { #expect(counters[.connectionsAccepted] == UInt64(20 / loopCount)) }
        #expect(server.core.counts[.registered] == 20)
        for client in clients { try client.channel.close().wait() }
        try listening.close().wait()
        try server.shutDown()
        #expect(server.count(.connectionsClosed) == 20)
        #expect(server.core.counts[.unregistered] == 20)
    }

    @Test("Phones register by datagrams, on whichever loop's socket they arrive", arguments: [1, 2])
    func datagrams(loopCount: Int) throws {
        let server = try TestServer(loopCount: loopCount)
        let bindings = SIPBindings(capacity: 1_000)
        let channels = try server.listener.receive(at: Self.loopback(), for: server.loops) { loop in
            SIPDatagramHandler(registrar: SIPRegistrar(on: loop, settings: SIPSettings(), bindings: bindings))
        }.wait()
        #expect(channels.count == loopCount)
        let address = try #require(channels.first?.localAddress)
        #expect(channels.allSatisfy { $0.localAddress == address })
        for user in 1_000..<1_020 {
            let heard = KeepingClient()
            let channel = try DatagramBootstrap(group: server.clients)
                .channelInitializer { $0.pipeline.addHandlers([OpeningEnvelopes(), heard]) }
                .bind(to: Self.loopback()).wait()
            let text = TestRegistrar.register("\(user)", call: "c\(user)").replacing("\n", with: "\r\n")
            try channel.writeAndFlush(
                AddressedEnvelope(remoteAddress: address, data: ByteBuffer(string: text))
            ).wait()
            let answer = String(buffer: try heard.heard(atLeast: 1))
            #expect(answer.hasPrefix("SIP/2.0 200 OK\r\n"))
            try channel.close().wait()
        }
        #expect(server.count(.sipRegistrations) == 20 && bindings.count == 20)
        for channel in channels { try channel.close().wait() }
        try server.shutDown()
    }

    @Test("A port that is in use is an error, and leaves no socket open")
    func portInUse() throws {
        let server = try TestServer(loopCount: 2)
        let first = try DatagramBootstrap(group: server.clients).bind(to: Self.loopback()).wait()
        let address = try #require(first.localAddress)
        let bindings = SIPBindings(capacity: 1)
        #expect(throws: IOError.self) {
            _ = try server.listener.receive(at: address, for: server.loops) { loop in
                SIPDatagramHandler(registrar: SIPRegistrar(on: loop, settings: SIPSettings(), bindings: bindings))
            }.wait()
        }
        try first.close().wait()
        let channels = try server.listener.receive(at: address, for: server.loops) { loop in
            SIPDatagramHandler(registrar: SIPRegistrar(on: loop, settings: SIPSettings(), bindings: bindings))
        }.wait()
        #expect(channels.count == 2)
        for channel in channels { try channel.close().wait() }
        try server.shutDown()
    }
}
