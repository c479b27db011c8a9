import NIOCore
import NIOEmbedded
import Registration
import Testing

@testable import ControllerServer

@Suite struct SIPStreamHandlerTests {
    private static func register(
        _ user: String = "1001", call: String = "c1", sequence: Int = 1, host: String = "10.0.0.7:5062"
    ) -> String {
        TestRegistrar.register(user, call: call, sequence: sequence, host: host, over: "TCP")
    }

    private static func options(_ call: String) -> String { TestRegistrar.request("OPTIONS", call: call, over: "TCP") }

    private static func statuses(_ answers: [TestAnswer]) -> [Int] { answers.map(\.status) }

    @Test("A registration that is queued hears 100 at once, which grants nothing, and 200 when it was served")
    func register() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        let phone = try TestConnection(to: registrar)
        #expect(Self.statuses(try phone.send(Self.register("1", call: "w1"))) == [100, 200])
        for user in 2...4 { try phone.send(Self.register("\(user)", call: "w\(user)")) }
        let trying = try #require(try phone.send(Self.register()).first)
        #expect(trying.status == 100 && trying.statusLine == "SIP/2.0 100 Trying")
        for name in ["Contact", "Expires", "Date"] { #expect(trying.fields[name] == nil, "\(name)") }
        #expect(trying.fields["To"]?.contains("tag=") == false)
        registrar.test.advance(by: .seconds(6))
        let answer = try #require(try phone.hear().last)
        #expect(answer.status == 200 && answer.fields["Contact"] == "<sip:1001@10.0.0.7:5062>;expires=600")
        #expect(answer.fields["Call-ID"] == "c1@10.0.0.7" && answer.fields["To"]?.contains(";tag=") == true)
        #expect(registrar.bindings.count == 5)
    }

    @Test("A refresh is answered at once, and a request that came before with its own answer, without 100")
    func refresh() throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        let first = try phone.send(Self.register())
        #expect(Self.statuses(first) == [100, 200])
        #expect(try phone.send(Self.register()).map(\.fields) == [first.last?.fields])
        #expect(Self.statuses(try phone.send(Self.register(sequence: 2))) == [200])
        #expect(registrar.test.loop.counters[.sipRefreshes] == 1)
        #expect(registrar.test.loop.counters[.sipRetransmissions] == 1)
    }

    @Test("A request that waits already is told so again, and is answered once")
    func repeatedWhileWaiting() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        let phone = try TestConnection(to: registrar)
        for user in 1...3 { try phone.send(Self.register("\(user)", call: "w\(user)")) }
        #expect(Self.statuses(try phone.send(Self.register())) == [100])
        #expect(Self.statuses(try phone.send(Self.register())) == [100])
        registrar.test.advance(by: .seconds(6))
        #expect(try phone.hear().count { $0.fields["Call-ID"] == "c1@10.0.0.7" } == 1)
    }

    @Test("Over datagrams nobody hears 100")
    func datagram() throws {
        let registrar = TestRegistrar(try TestLoops())
        #expect(Self.statuses(try registrar.send(TestRegistrar.register())) == [200])
    }

    @Test("A request cut at any byte is answered when its last byte has come")
    func cut() throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        let bytes = Array(Self.options("o1").replacing("\n", with: "\r\n").utf8)
        for place in 1..<bytes.count {
            #expect(try phone.send(Array(bytes[..<place])).isEmpty)
            #expect(Self.statuses(try phone.send(Array(bytes[place...]))) == [200], "cut at \(place)")
        }
        #expect(registrar.test.loop.counters[.sipRequests] == UInt64(bytes.count - 1))
    }

    @Test("A request whose bytes come one by one is answered with the last")
    func byteByByte() throws {
        let phone = try TestConnection(to: TestRegistrar(try TestLoops()))
        let bytes = Array(Self.register().replacing("\n", with: "\r\n").utf8)
        for byte in bytes.dropLast() { #expect(try phone.send([byte]).isEmpty) }
        #expect(Self.statuses(try phone.send([bytes[bytes.count - 1]])) == [100, 200])
    }

    @Test("Two requests that come at once are both answered, in their order")
    func together() throws {
        let phone = try TestConnection(to: TestRegistrar(try TestLoops()))
        let answers = try phone.send(Self.options("a") + Self.options("b"))
        #expect(Self.statuses(answers) == [200, 200])
        #expect(answers.map { $0.fields["Call-ID"] } == ["a@10.0.0.7", "b@10.0.0.7"])
    }

    @Test("Each ping is answered with one CRLF, and a single empty line with nothing")
    func pings() throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        for (text, pongs) in [("\n\n", 1), ("\n\n\n\n\n\n", 3), ("\n", 0)] {
            try phone.channel.writeInbound(ByteBuffer(string: text.replacing("\n", with: "\r\n")))
            let heard = try phone.hearAll()
            #expect(heard.pongs == pongs && heard.answers.isEmpty)
        }
        #expect(registrar.test.loop.counters[.sipPings] == 4)
        #expect(Self.statuses(try phone.send(Self.options("a"))) == [200])
    }

    @Test("A message with a fault of its own is answered, and the connection goes on")
    func malformed() throws {
        let phone = try TestConnection(to: TestRegistrar(try TestLoops()))
        let bad = Self.register().replacing("CSeq: 1 REGISTER", with: "CSeq: one REGISTER")
        #expect(Self.statuses(try phone.send(bad)) == [400])
        #expect(!phone.isClosed)
        #expect(Self.statuses(try phone.send(Self.options("a"))) == [200])
    }

    @Test(
        "A message whose end nobody knows is answered where its header says whom, and closes the connection",
        arguments: [
            ("", 400), ("Content-Length: x\n", 400), ("Content-Length: 99999\n", 513),
            ("Content-Length: 0\nContent-Length: 0\n", 400),
        ])
    func endless(lines: String, status: Int) throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        let bad = Self.register().replacing("Content-Length: 0\n", with: lines)
        #expect(Self.statuses(try phone.send(bad + Self.options("a"))) == [status])
        #expect(phone.isClosed)
        #expect(registrar.test.loop.exchangeCount == 0)
        #expect(registrar.test.loop.counters[.sipMalformedMessages] == 1)
    }

    @Test("A header that never ends closes the connection at the size that a message may have")
    func oversized() throws {
        let registrar = TestRegistrar(try TestLoops())
        let phone = try TestConnection(to: registrar)
        try phone.send("REGISTER sip:10.0.0.1 SIP/2.0\n")
        for _ in 0..<15 { try phone.send("X: " + String(repeating: "x", count: 1_019) + "\n") }
        #expect(!phone.isClosed)
        #expect(try phone.send("X: " + String(repeating: "x", count: 1_019)).isEmpty)
        #expect(phone.isClosed)
        #expect(registrar.test.loop.counters[.sipMalformedMessages] == 1)
        #expect(registrar.test.loop.counters[.sipUnanswerableMessages] == 1)
    }

    @Test("When its connection has ended, a registration that waits still counts, and its answer harms nobody")
    func lostWhileWaiting() throws {
        let registrar = TestRegistrar(try TestLoops(serviceRate: 1))
        let phone = try TestConnection(to: registrar)
        let other = try TestConnection(to: registrar)
        for user in 1...3 { try other.send(Self.register("\(user)", call: "w\(user)")) }
        #expect(Self.statuses(try phone.send(Self.register())) == [100])
        phone.channel.close(promise: nil)
        registrar.test.advance(by: .seconds(6))
        #expect(registrar.bindings.count == 4)
        #expect(try other.hear().map(\.status) == [200, 200])
        // Only the other connection is left.
        #expect(registrar.test.loop.exchangeCount == 1)
        #expect(Self.statuses(try other.send(Self.register(sequence: 2))) == [200])
    }
}
