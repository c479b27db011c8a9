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
    func streams(loopCount: Int) async throws {
        let server = try await TestServer(loopCount: loopCount)
        let listening = try await server.listener.listen(at: Self.loopback()) { loop in
            SCCPConnection(on: loop, settings: SCCPSettings())
        }
        let address = try #require(listening.localAddress)
        var clients: [(channel: any Channel, heard: KeepingClient)] = []
        for number in 0..<20 {
            let heard = KeepingClient()
            let channel = try await ClientBootstrap(group: server.clients)
                .channelInitializer { $0.pipeline.addHandler(heard) }
                .connect(to: address).get()
            try await channel.writeAndFlush(Self.registration(number))
            clients.append((channel, heard))
        }
        for client in clients {
            var heard = try await client.heard.heard(atLeast: 44)
            var decoder = SCCPFrameDecoder()
            #expect(try decoder.decode(buffer: &heard)?.header.kind == .registerAck)
            #expect(try decoder.decode(buffer: &heard)?.header.kind == .capabilitiesRequest)
        }
        #expect(server.count(.connectionsAccepted) == 20)
        // Each loop had its share.
        for counters in server.counters { #expect(counters[.connectionsAccepted] == UInt64(20 / loopCount)) }
        #expect(server.core.counts[.registered] == 20)
        for client in clients { try await client.channel.close() }
        try await listening.close()
        try await server.shutDown()
        #expect(server.count(.connectionsClosed) == 20)
        #expect(server.core.counts[.unregistered] == 20)
    }

    @Test("Phones register by datagrams, on whichever loop's socket they arrive", arguments: [1, 2])
    func datagrams(loopCount: Int) async throws {
        let server = try await TestServer(loopCount: loopCount)
        let bindings = SIPBindings(capacity: 1_000)
        let channels = try await server.listener.receive(at: Self.loopback()) { loop in
            SIPDatagramHandler(registrar: SIPRegistrar(on: loop, settings: SIPSettings(), bindings: bindings))
        }
        #expect(channels.count == loopCount)
        let address = try #require(channels.first?.localAddress)
        #expect(channels.allSatisfy { $0.localAddress == address })
        for user in 1_000..<1_020 {
            let heard = KeepingClient()
            let channel = try await DatagramBootstrap(group: server.clients)
                .channelInitializer { $0.pipeline.addHandlers([OpeningEnvelopes(), heard]) }
                .bind(to: Self.loopback()).get()
            let text = TestRegistrar.register("\(user)", call: "c\(user)").replacing("\n", with: "\r\n")
            try await channel.writeAndFlush(
                AddressedEnvelope(remoteAddress: address, data: ByteBuffer(string: text)))
            let answer = String(buffer: try await heard.heard(atLeast: 1))
            #expect(answer.hasPrefix("SIP/2.0 200 OK\r\n"))
            try await channel.close()
        }
        #expect(server.count(.sipRegistrations) == 20 && bindings.count == 20)
        for channel in channels { try await channel.close() }
        try await server.shutDown()
    }

    @Test("A port that is in use is an error, and leaves no socket open")
    func portInUse() async throws {
        let server = try await TestServer(loopCount: 2)
        let first = try await DatagramBootstrap(group: server.clients).bind(to: Self.loopback()).get()
        let address = try #require(first.localAddress)
        let bindings = SIPBindings(capacity: 1)
        await #expect(throws: IOError.self) {
            _ = try await server.listener.receive(at: address) { loop in
                SIPDatagramHandler(registrar: SIPRegistrar(on: loop, settings: SIPSettings(), bindings: bindings))
            }
        }
        try await first.close()
        let channels = try await server.listener.receive(at: address) { loop in
            SIPDatagramHandler(registrar: SIPRegistrar(on: loop, settings: SIPSettings(), bindings: bindings))
        }
        #expect(channels.count == 2)
        for channel in channels { try await channel.close() }
        try await server.shutDown()
    }
}

/// Hands on the bytes of datagrams.
private final class OpeningEnvelopes: ChannelInboundHandler, Sendable {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias InboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(wrapInboundOut(unwrapInboundIn(data).data))
    }
}
