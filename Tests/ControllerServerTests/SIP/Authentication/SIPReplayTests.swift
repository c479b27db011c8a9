import NIOCore
import Registration
import Signalling
import Testing

@testable import ControllerServer

@Suite struct SIPReplayTests {
    private static func registrar(serviceRate: Double = 0) throws -> TestRegistrar {
        TestRegistrar(try TestLoops(serviceRate: serviceRate), authenticator: try .ofThreeUsers())
    }

    private static func statuses(_ answers: [TestAnswer]) -> [Int] { answers.map(\.status) }

    /// A challenge of this moment. Time goes on behind it, so the next one is another.
    private static func challenge(_ phone: AuthenticPhone, by registrar: TestRegistrar) throws -> TestAnswer {
        defer { registrar.test.clock.advance(by: .milliseconds(1)) }
        return try #require(try registrar.send(try phone.request()).first)
    }

    /// The request with another text in it, which the digest does not cover.
    private static func changed(_ request: [UInt8], _ text: String, to other: String) -> [UInt8] {
        let changed = String(decoding: request, as: UTF8.self).replacing(text, with: other)
        #expect(changed.contains(other))
        return Array(changed.utf8)
    }

    @Test("A nonce count proves one request, and none that differs from it")
    func count() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let challenge = try Self.challenge(phone, by: registrar)
        let first = try phone.request(answering: challenge, count: 5)
        #expect(Self.statuses(try registrar.send(first)) == [200])
        let other = try phone.request(sequence: 3, answering: challenge, count: 5)
        let answer = try #require(try registrar.send(other).first)
        #expect(answer.status == 401 && answer.fields["WWW-Authenticate"]?.contains("stale=true") == true)
        // Requests may overtake one another.
        let counts: [UInt32] = [6, 4, 7]
        for (index, count) in counts.enumerated() {
            let next = try phone.request(sequence: UInt32(4 + index), answering: challenge, count: count)
            #expect(Self.statuses(try registrar.send(next)) == [200], "\(count)")
        }
        #expect(registrar.test.loop.counters[.sipRefreshes] == 3)
    }

    @Test("The very request again gets the very answer again")
    func retransmission() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let request = try phone.request(answering: try Self.challenge(phone, by: registrar))
        let first = try registrar.send(request)
        #expect(Self.statuses(first) == [200])
        #expect(try registrar.send(request).map(\.fields) == first.map(\.fields))
        #expect(registrar.test.loop.counters[.sipRetransmissions] == 1)
        #expect(registrar.test.core.counts[.registered] == 1)
    }

    @Test("The very request again waits on while it waits, and is answered once")
    func retransmissionWhileWaiting() throws {
        let registrar = try Self.registrar(serviceRate: 1)
        for (index, user) in ["1001", "1002", "1003"].enumerated() {
            let phone = try AuthenticPhone(user)
            let request = try phone.request(answering: try Self.challenge(phone, by: registrar))
            #expect(Self.statuses(try registrar.send(request)) == (index == 0 ? [200] : []))
            if index == 2 { #expect(try registrar.send(request).isEmpty) }
        }
        registrar.test.advance(by: .seconds(3))
        #expect(Self.statuses(try registrar.hear()) == [200, 200])
        #expect(registrar.test.loop.counters[.sipRetransmissions] == 1)
    }

    @Test("A recorded request moves no device, whatever is changed of what its digest does not cover")
    func recorded() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let request = try phone.request(answering: try Self.challenge(phone, by: registrar))
        #expect(Self.statuses(try registrar.send(request)) == [200])
        let moved = Self.changed(request, "<sip:1001@10.0.0.7:5062>", to: "<sip:1001@6.6.6.6:5062>")
        #expect(Self.statuses(try registrar.send(moved)) == [200])
        #expect(Self.statuses(try registrar.send(Self.changed(moved, "CSeq: 2", to: "CSeq: 3"))) == [401])
        #expect(Self.statuses(try registrar.send(Self.changed(moved, "00c1@", to: "00c2@"))) == [401])
        #expect(Self.statuses(try registrar.send(Self.changed(request, "Expires: 600", to: "Expires: 0"))) == [401])
        let invite = try registrar.send(TestRegistrar.request("INVITE", call: "i1"))
        #expect(invite.first?.fields["Contact"] == "<sip:1001@10.0.0.7:5062>")
        #expect(registrar.test.core.counts[.registrationRequests] == 1)
    }

    @Test("A recorded request does not bring back a device that has left")
    func recordedBeforeLeaving() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let challenge = try Self.challenge(phone, by: registrar)
        let request = try phone.request(answering: challenge)
        #expect(Self.statuses(try registrar.send(request)) == [200])
        let leaving = try phone.request(.unregister, sequence: 3, answering: challenge, count: 2)
        #expect(Self.statuses(try registrar.send(leaving)) == [200])
        #expect(Self.statuses(try registrar.send(request)) == [401])
        let back = Self.changed(leaving, "Expires: 0", to: "Expires: 600")
        #expect(Self.statuses(try registrar.send(back)) == [401])
        #expect(registrar.bindings.count == 0)
    }

    @Test("A recorded request for a token gets none")
    func recordedToken() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let refer = try phone.request(.token, answering: try Self.challenge(phone, by: registrar))
        #expect(Self.statuses(try registrar.send(refer)) == [202])
        #expect(Self.statuses(try registrar.send(refer)) == [401])
        #expect(registrar.test.core.counts[.tokenRequests] == 1)
    }

    @Test("A newer nonce puts older ones out of use, which then forget nothing")
    func superseded() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let older = try Self.challenge(phone, by: registrar)
        let newer = try Self.challenge(phone, by: registrar)
        #expect(older.fields["WWW-Authenticate"] != newer.fields["WWW-Authenticate"])
        #expect(Self.statuses(try registrar.send(try phone.request(sequence: 2, answering: older))) == [200])
        #expect(Self.statuses(try registrar.send(try phone.request(sequence: 3, answering: newer))) == [200])
        let late = try registrar.send(try phone.request(sequence: 4, answering: older, count: 2))
        #expect(late.first?.fields["WWW-Authenticate"]?.contains("stale=true") == true)
        #expect(Self.statuses(try registrar.send(try phone.request(sequence: 5, answering: newer))) == [401])
        let next = try phone.request(sequence: 6, answering: newer, count: 2)
        #expect(Self.statuses(try registrar.send(next)) == [200])
    }

    @Test("The uses of one user are none of another's")
    func separate() throws {
        let registrar = try Self.registrar()
        let challenge = try Self.challenge(try AuthenticPhone("1001"), by: registrar)
        for user in ["1001", "1002"] {
            let phone = try AuthenticPhone(user)
            #expect(Self.statuses(try registrar.send(try phone.request(answering: challenge))) == [200])
        }
    }
}
