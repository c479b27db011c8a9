import NIOCore
import Registration
import Signalling
import Testing

@testable import ControllerServer

/// A phone that speaks SCCP to a running server.
struct SCCPDevice {
    let name: DeviceName
    let channel: any Channel
    private let heard: KeepingClient

    /// Phone `number`, connected.
    init(_ number: Int, to running: RunningServer) throws {
        name = DeviceName(macAddress: UInt64(number))
        (channel, heard) = try running.connect(to: running.server.sccpAddress)
    }

    /// Sends a message.
    func send(_ message: some SCCP.Message) throws {
        var bytes = ByteBuffer()
        bytes.write(message)
        try channel.writeAndFlush(bytes).wait()
    }

    /// Asks to be registered.
    func askToRegister() throws {
        try send(
            SCCP.RegisterRequest(
                station: SCCP.StationIdentifier(deviceName: name), ipv4Address: 1, deviceType: .phone7960,
                form: .streams))
    }

    /// The messages heard so far, once there are so many.
    func messages(atLeast count: Int) throws -> [SCCP.MessageKind] {
        // A message has twelve bytes at least: most often there are more messages than bytes were waited for.
        var byteCount = 12 * count
        while true {
            var bytes = try heard.heard(atLeast: byteCount)
            var kinds: [SCCP.MessageKind] = []
            var decoder = SCCPFrameDecoder()
            byteCount = bytes.readableBytes + 1
            while let frame = try decoder.decode(buffer: &bytes) { kinds.append(try #require(frame.header.kind)) }
            if kinds.count >= count { return kinds }
        }
    }
}

/// A phone that speaks SIP to a running server, over UDP or TCP.
struct SIPDevice {
    let user: String
    let channel: any Channel
    private let heard: KeepingClient
    private let isStream: Bool
    private let address: SocketAddress

    /// The phone of a user.
    init(_ user: String, overTCP isStream: Bool, to running: RunningServer) throws {
        self.user = user
        self.isStream = isStream
        (channel, heard) = try isStream ? running.connect(to: running.server.sipAddress) : running.datagramSocket()
        address = try #require(running.server.sipAddress).socketAddress()
    }

    /// Sends a REGISTER.
    func askToRegister(sequence: Int = 1) throws {
        let text = TestRegistrar.register(
            user, call: "c\(user)", sequence: sequence, over: isStream ? "TCP" : "UDP")
        let bytes = ByteBuffer(string: text.replacing("\n", with: "\r\n"))
        if isStream {
            try channel.writeAndFlush(bytes).wait()
        } else {
            try channel.writeAndFlush(AddressedEnvelope(remoteAddress: address, data: bytes)).wait()
        }
    }

    /// The statuses heard so far, and all that was, once there are so many and the last one is this.
    func answers(until status: Int, count: Int = 1) throws -> (statuses: [Int], text: String) {
        var byteCount = 1
        while true {
            let bytes = try heard.heard(atLeast: byteCount)
            let text = String(buffer: bytes)
            let statuses = text.split(separator: "\r\n").filter { $0.hasPrefix("SIP/2.0 ") }
                .compactMap { Int($0.split(separator: " ")[1]) }
            if statuses.count >= count, statuses.last == status, text.hasSuffix("\r\n\r\n") { return (statuses, text) }
            byteCount = bytes.readableBytes + 1
        }
    }
}
