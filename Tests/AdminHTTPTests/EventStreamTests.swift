import NIOCore
import NIOEmbedded
import Testing

@testable import AdminHTTP

/// Server-sent events over connections without a network.
@Suite struct EventStreamTests {
    private struct Answers: AdminAnswering {
        let stream: EventStream

        func answer(_ request: AdminRequest) -> AdminResponse {
            request.path == "/events" ? .events(stream) : .text("text")
        }
    }

    private static func connection(to stream: EventStream) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try AdminListener.addHandlers(
            to: channel.pipeline.syncOperations, Answers(stream: stream), limit: AdminConnectionLimit())
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 8_080), promise: nil)
        channel.embeddedEventLoop.run()
        return channel
    }

    private static func heard(_ channel: EmbeddedChannel) throws -> String {
        channel.embeddedEventLoop.run()
        var heard = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { heard += String(buffer: bytes) }
        return heard
    }

    private static func ask(_ channel: EmbeddedChannel, method: String = "GET", for path: String = "/events") throws
        -> String
    {
        try channel.writeInbound(ByteBuffer(string: "\(method) \(path) HTTP/1.1\r\nHost: a\r\n\r\n"))
        return try heard(channel)
    }

    @Test("Who listens hears each event as it comes, for longer than any request may take")
    func listens() throws {
        let stream = EventStream()
        let channel = try Self.connection(to: stream)
        let head = try Self.ask(channel)
        #expect(head.hasPrefix("HTTP/1.1 200 OK") && head.contains("content-type: text/event-stream"))
        #expect(head.contains("retry: 1000\n\n") && stream.listenerCount == 1)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        stream.send(.object([("a", .string("x\ny"))]))
        #expect(try Self.heard(channel).contains("data: {\"a\": \"x\\ny\"}\n\n"))
        stream.send(.number(2))
        #expect(try Self.heard(channel).contains("data: 2\n\n"))
        #expect(channel.isActive)
    }

    @Test("Who hangs up is told nothing more")
    func hangsUp() throws {
        let stream = EventStream()
        let channel = try Self.connection(to: stream)
        _ = try Self.ask(channel)
        channel.close(promise: nil)
        channel.embeddedEventLoop.run()
        #expect(stream.listenerCount == 0)
        stream.send(.number(1))
    }

    @Test("Who does not read is closed")
    func doesNotRead() throws {
        let stream = EventStream()
        let channel = try Self.connection(to: stream)
        _ = try Self.ask(channel)
        channel.isWritable = false
        stream.send(.number(1))
        channel.embeddedEventLoop.run()
        #expect(!channel.isActive && stream.listenerCount == 0)
    }

    @Test("One more than may listen is told so, and the others go on")
    func tooMany() throws {
        let stream = EventStream(listenersMax: 2)
        let channels = try (0..<3).map { _ in try Self.connection(to: stream) }
        #expect(try Self.ask(channels[0]).hasPrefix("HTTP/1.1 200") && Self.ask(channels[1]).hasPrefix("HTTP/1.1 200"))
        #expect(try Self.ask(channels[2]).hasPrefix("HTTP/1.1 503"))
        #expect(stream.listenerCount == 2 && channels[0].isActive && !channels[2].isActive)
    }

    @Test("HEAD asks what the events are, and does not listen")
    func head() throws {
        let stream = EventStream()
        let channel = try Self.connection(to: stream)
        #expect(try Self.ask(channel, method: "HEAD").contains("text/event-stream"))
        #expect(stream.listenerCount == 0 && channel.isActive)
        #expect(try Self.ask(channel, for: "/").hasSuffix("text"))
    }
}
