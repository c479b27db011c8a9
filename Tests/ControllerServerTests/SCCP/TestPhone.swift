import NIOCore
import NIOEmbedded
import Registration
import Signalling
import Testing

@testable import ControllerServer

/// A phone on a channel without a network.
final class TestPhone {
    let channel: EmbeddedChannel
    let device: DeviceName
    private let test: TestLoops
    /// All bytes that the server sent.
    private(set) var heard: [[UInt8]] = []

    init(_ number: Int, in test: TestLoops, settings: SCCPSettings = SCCPSettings()) throws {
        self.test = test
        device = DeviceName(macAddress: UInt64(number))
        channel = EmbeddedChannel(
            handler: SCCPConnection(on: test.loop, settings: settings), loop: test.eventLoops[0])
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 2_000), promise: nil)
        test.run()
    }

    /// The station part of its requests.
    var station: SCCP.StationIdentifier { SCCP.StationIdentifier(deviceName: device) }

    /// Its request to be registered.
    var registration: SCCP.RegisterRequest {
        var request = SCCP.RegisterRequest(
            station: station, ipv4Address: 0x0A00_0007, deviceType: .phone7941, form: .firmware)
        request.protocolVersion = 17
        return request
    }

    /// Its request for a token.
    var token: SCCP.RegisterTokenRequest {
        SCCP.RegisterTokenRequest(station: station, ipv4Address: 0x0A00_0007, deviceType: .phone7941)
    }

    /// Sends bytes, and returns which messages came back.
    @discardableResult
    func send(_ bytes: ByteBuffer) throws -> [SCCP.MessageKind] {
        try channel.writeInbound(bytes)
        return try hear()
    }

    /// Sends a message, and returns which messages came back.
    @discardableResult
    func send(_ message: some SCCP.Message) throws -> [SCCP.MessageKind] {
        var buffer = ByteBuffer()
        buffer.write(message)
        return try send(buffer)
    }

    /// What has come since it last listened.
    func hear() throws -> [SCCP.MessageKind] {
        test.run()
        var kinds: [SCCP.MessageKind] = []
        while var buffer = try channel.readOutbound(as: ByteBuffer.self) {
            var decoder = SCCPFrameDecoder()
            while buffer.readableBytes > 0 {
                var whole = buffer
                let frame = try #require(try decoder.decode(buffer: &buffer))
                kinds.append(try #require(frame.header.kind))
                let byteCount = whole.readableBytes - buffer.readableBytes
                heard.append(whole.readBytes(length: byteCount) ?? [])
            }
        }
        return kinds
    }

    /// Whether the server closed the connection.
    var isClosed: Bool {
        test.run()
        return !channel.isActive
    }

    /// The whole registration of a phone with two lines: what it sends, and what it hears of each.
    func register() throws -> [(sent: SCCP.MessageKind, heard: [SCCP.MessageKind])] {
        var steps: [(SCCP.MessageKind, [SCCP.MessageKind])] = []
        func step(_ message: some SCCP.Message) throws { steps.append((message.kind, try send(message))) }
        try step(registration)
        try step(SCCP.CapabilitiesResponse())
        for kind: SCCP.MessageKind in [
            .buttonTemplateRequest, .softKeyTemplateRequest, .softKeySetRequest, .configStatRequest,
        ] {
            try step(try #require(SCCP.Signal(kind)))
        }
        for line: UInt32 in 1...2 {
            try step(SCCP.StatusRequest.line(line))
            try step(SCCP.StatusRequest.forward(line: line))
        }
        try step(SCCP.RegisterAvailableLines(lineCountMax: 2))
        try step(try #require(SCCP.Signal(.timeDateRequest)))
        return steps
    }
}
