import NIOCore
import NIOEmbedded
import Signalling
import Testing

@testable import ControllerServer

/// A phone's connection to a registrar, without a network.
final class TestConnection {
    let channel: EmbeddedChannel
    private let registrar: TestRegistrar

    init(to registrar: TestRegistrar) throws {
        self.registrar = registrar
        channel = EmbeddedChannel(
            handler: SIPStreamHandler(registrar: registrar.registrar), loop: registrar.test.eventLoops[0])
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 5_060), promise: nil)
        registrar.test.run()
    }

    /// Sends text with the line ends of the wire, and returns the answers that came at once.
    @discardableResult
    func send(_ text: String) throws -> [TestAnswer] {
        try send(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    /// Sends bytes, and returns the answers that came at once.
    @discardableResult
    func send(_ bytes: [UInt8]) throws -> [TestAnswer] {
        try channel.writeInbound(ByteBuffer(bytes: bytes))
        return try hear()
    }

    /// The answers that have come since the phone last listened.
    func hear() throws -> [TestAnswer] {
        let heard = try hearAll()
        #expect(heard.pongs == 0)
        return heard.answers
    }

    /// The answers that have come since the phone last listened, and how many pongs.
    func hearAll() throws -> (answers: [TestAnswer], pongs: Int) {
        registrar.test.run()
        var heard = ByteBuffer()
        while var buffer = try channel.readOutbound(as: ByteBuffer.self) { heard.writeBuffer(&buffer) }
        var answers: [TestAnswer] = []
        var pongs = 0
        var scanner = SIPFrameScanner(role: .client)
        while heard.readableBytes > 0 {
            switch scanner.next(in: heard.readableBytesUInt8Span) {
            case .emptyLine(let byteCount):
                pongs += 1
                heard.moveReaderIndex(forwardBy: byteCount)
            case .message(let byteCount):
                let answer = heard.readSlice(length: byteCount)
                answers.append(TestAnswer(try #require(answer)))
            case .incomplete, .fault, .ping:
                Issue.record("the server said what is no answer: \(String(buffer: heard))")
                return (answers, pongs)
            }
        }
        return (answers, pongs)
    }

    /// Whether the server closed the connection.
    var isClosed: Bool {
        registrar.test.run()
        return !channel.isActive
    }
}
