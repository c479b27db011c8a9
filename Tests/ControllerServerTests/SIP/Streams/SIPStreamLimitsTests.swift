import NIOCore
import NIOEmbedded
import Registration
import Testing

@testable import ControllerServer

@Suite struct SIPStreamLimitsTests {
    private static let options = TestRegistrar.request("OPTIONS", over: "TCP")

    /// Lets time go by, and the loop look at its deadlines.
    private static func wait(_ span: Nanoseconds, _ registrar: TestRegistrar) {
        registrar.test.clock.advance(by: span)
        registrar.test.loop.keepUp()
    }

    @Test("Who says nothing, or less than a message, is closed at the deadline of a first message")
    func silence() throws {
        let registrar = TestRegistrar(try TestLoops())
        let silent = try TestConnection(to: registrar)
        let empty = try TestConnection(to: registrar)
        Self.wait(.milliseconds(9_999), registrar)
        try empty.send("\n")
        #expect(!silent.isClosed && !empty.isClosed)
        Self.wait(.milliseconds(1), registrar)
        #expect(silent.isClosed && empty.isClosed)
        #expect(registrar.test.loop.counters[.deadlinesPassed] == 2 && registrar.test.loop.exchangeCount == 0)
        #expect(registrar.test.loop.counters[.connectionsClosed] == 2)
    }

    @Test("Bytes that come one by one do not extend a message's time, which begins anew with each message")
    func slow() throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        try phone.send(Self.options + "OPTIONS")
        for byte in Array(" sip:".utf8) {
            Self.wait(.seconds(1), registrar)
            try phone.send([byte])
        }
        let rest = Array(Self.options.dropFirst(12).replacing("\n", with: "\r\n").utf8)
        #expect(try phone.send(rest + Array("OPTIONS".utf8)).map(\.status) == [200])
        for byte in Array(" sip:10.0".utf8) {
            Self.wait(.seconds(1), registrar)
            try phone.send([byte])
        }
        #expect(!phone.isClosed)
        Self.wait(.seconds(1), registrar)
        #expect(phone.isClosed)
    }

    @Test("A connection that was heard of stays while it pings, and is closed when it is silent for too long")
    func idle() throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        try phone.send(Self.options)
        Self.wait(.seconds(3_599), registrar)
        try phone.channel.writeInbound(ByteBuffer(string: "\r\n\r\n"))
        #expect(try phone.hearAll().pongs == 1)
        Self.wait(.seconds(1_800), registrar)
        // No ping and no message, but a sign of life: nothing of it waits for its end.
        try phone.send("\n")
        Self.wait(.seconds(3_599), registrar)
        #expect(!phone.isClosed)
        Self.wait(.seconds(1), registrar)
        #expect(phone.isClosed)
    }

    @Test("A peer that does not read is closed, and hears nothing more")
    func unread() throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        #expect(try phone.send(Self.options).count == 1)
        phone.channel.isWritable = false
        phone.channel.pipeline.fireChannelWritabilityChanged()
        #expect(phone.isClosed)
        #expect(registrar.test.loop.exchangeCount == 0)
    }

    @Test("More connections than there may be are closed, until one has left")
    func tableFull() throws {
        let registrar = TestRegistrar(try TestLoops(exchanges: 2))
        let phones = try (1...3).map { _ in try TestConnection(to: registrar) }
        #expect(phones.map(\.isClosed) == [false, false, true])
        #expect(registrar.test.loop.counters[.connectionsRefused] == 1)
        phones[0].channel.close(promise: nil)
        let another = try TestConnection(to: registrar)
        #expect(!another.isClosed)
        #expect(registrar.test.loop.counters[.connectionsAccepted] == 3)
        #expect(registrar.test.loop.counters[.connectionsClosed] == 1)
    }

    @Test("Where no exchange is free for a registration, the peer hears 503 and keeps its connection")
    func noExchange() throws {
        let registrar = TestRegistrar(try TestLoops(exchanges: 1))
        let phone = try TestConnection(to: registrar)
        #expect(try phone.send(TestRegistrar.register(over: "TCP")).map(\.status) == [503])
        #expect(!phone.isClosed)
    }

    @Test("A server that stops refuses what waits, and closes its connections behind that")
    func shutDown() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        let phone = try TestConnection(to: registrar)
        for user in 1...5 { try phone.send(TestRegistrar.register("\(user)", call: "w\(user)", over: "TCP")) }
        registrar.test.loop.shutDown()
        let answers = try phone.hear()
        #expect(answers.count == 4 && answers.allSatisfy { $0.status == 503 && $0.fields["Retry-After"] == "1" })
        #expect(phone.isClosed)
    }
}
