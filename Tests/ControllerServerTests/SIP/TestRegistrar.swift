import NIOCore
import NIOEmbedded
import Registration
import Signalling
import Testing

@testable import ControllerServer

/// A registrar behind a channel for datagrams without a network.
final class TestRegistrar {
    let test: TestLoops
    let bindings: SIPBindings
    let registrar: SIPRegistrar
    let channel: EmbeddedChannel

    init(_ test: TestLoops, capacity: Int = 1_000) {
        self.test = test
        bindings = SIPBindings(capacity: capacity)
        var settings = SIPSettings()
        settings.tagSecret = 0x5EC2E7
        settings.wallClock = { 1_289_691_000 }
        registrar = SIPRegistrar(on: test.loop, settings: settings, bindings: bindings)
        channel = EmbeddedChannel(handler: SIPDatagramHandler(registrar: registrar), loop: test.eventLoops[0])
    }

    /// An answer as its first line, and its header fields by name.
    struct Answer {
        let statusLine: String
        let fields: [String: String]
        let port: Int?
        let byteCount: Int

        /// The status.
        var status: Int { Int(statusLine.split(separator: " ")[1]) ?? 0 }
    }

    /// Sends a request from a phone's port, and returns the answers that came at once.
    @discardableResult
    func send(_ text: String, port: Int = 5_062) throws -> [Answer] {
        let wire = text.replacing("\n", with: "\r\n")
        let source = try SocketAddress(ipAddress: "10.0.0.7", port: port)
        try channel.writeInbound(AddressedEnvelope(remoteAddress: source, data: ByteBuffer(string: wire)))
        return try hear()
    }

    /// What has come since the registrar was last listened to.
    func hear() throws -> [Answer] {
        test.run()
        var answers: [Answer] = []
        while let envelope = try channel.readOutbound(as: AddressedEnvelope<ByteBuffer>.self) {
            let lines = String(buffer: envelope.data).split(separator: "\r\n")
            let pairs = lines.dropFirst().map { line in
                let colon = line.firstIndex(of: ":") ?? line.endIndex
                return (String(line[..<colon]), line[colon...].dropFirst(2).description)
            }
            answers.append(
                Answer(
                    statusLine: String(lines[0]), fields: Dictionary(pairs, uniquingKeysWith: { first, _ in first }),
                    port: envelope.remoteAddress.port, byteCount: envelope.data.readableBytes))
        }
        return answers
    }

    /// A request of user `user`.
    static func request(
        _ method: String, user: String = "1001", call: String = "c1", sequence: Int = 1, extra: [String] = []
    ) -> String {
        """
        \(method) sip:\(method == "REGISTER" ? "" : user + "@")10.0.0.1 SIP/2.0
        Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bK\(call)\(sequence);rport
        Max-Forwards: 70
        From: <sip:\(user)@10.0.0.1>;tag=f1
        To: <sip:\(user)@10.0.0.1>
        Call-ID: \(call)@10.0.0.7
        CSeq: \(sequence) \(method)
        \(extra.map { $0 + "\n" }.joined())Content-Length: 0


        """
    }

    /// A REGISTER of user `user` for so many seconds.
    static func register(
        _ user: String = "1001", seconds: Int = 600, call: String = "c1", sequence: Int = 1,
        host: String = "10.0.0.7:5062"
    ) -> String {
        request(
            "REGISTER", user: user, call: call, sequence: sequence,
            extra: ["Contact: <sip:\(user)@\(host)>", "Expires: \(seconds)"])
    }
}
