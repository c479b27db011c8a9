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

    init(_ test: TestLoops, capacity: Int = 1_000, authenticator: SIPAuthenticator? = nil) {
        self.test = test
        bindings = SIPBindings(capacity: capacity)
        var settings = SIPSettings()
        settings.tagSecret = 0x5EC2E7
        settings.wallClock = { 1_289_691_000 }
        registrar = SIPRegistrar(on: test.loop, settings: settings, bindings: bindings, authenticator: authenticator)
        channel = EmbeddedChannel(handler: SIPDatagramHandler(registrar: registrar), loop: test.eventLoops[0])
    }

    /// Sends a request from a phone's port, and returns the answers that came at once.
    @discardableResult
    func send(_ text: String, port: Int = 5_062) throws -> [TestAnswer] {
        try send(Array(text.replacing("\n", with: "\r\n").utf8), port: port)
    }

    /// Sends the bytes of a request from a phone's port, and returns the answers that came at once.
    @discardableResult
    func send(_ bytes: [UInt8], port: Int = 5_062) throws -> [TestAnswer] {
        let source = try SocketAddress(ipAddress: "10.0.0.7", port: port)
        try channel.writeInbound(AddressedEnvelope(remoteAddress: source, data: ByteBuffer(bytes: bytes)))
        return try hear()
    }

    /// What has come since the registrar was last listened to.
    func hear() throws -> [TestAnswer] {
        test.run()
        var answers: [TestAnswer] = []
        while let envelope = try channel.readOutbound(as: AddressedEnvelope<ByteBuffer>.self) {
            answers.append(TestAnswer(envelope.data, port: envelope.remoteAddress.port))
        }
        return answers
    }

    /// A request of user `user`.
    static func request(
        _ method: String, user: String = "1001", call: String = "c1", sequence: Int = 1, over transport: String = "UDP",
        extra: [String] = []
    ) -> String {
        """
        \(method) sip:\(method == "REGISTER" ? "" : user + "@")10.0.0.1 SIP/2.0
        Via: SIP/2.0/\(transport) 10.0.0.7:5062;branch=z9hG4bK\(call)\(sequence);rport
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
        host: String = "10.0.0.7:5062", over transport: String = "UDP"
    ) -> String {
        request(
            "REGISTER", user: user, call: call, sequence: sequence, over: transport,
            extra: ["Contact: <sip:\(user)@\(host)>", "Expires: \(seconds)"])
    }
}
