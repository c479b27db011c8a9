import NIOCore
import Registration
import Signalling
import Testing

@testable import ControllerServer

@Suite struct SIPAuthenticationTests {
    private static func registrar(_ test: TestLoops? = nil) throws -> TestRegistrar {
        TestRegistrar(try test ?? TestLoops(), authenticator: try .ofThreeUsers())
    }

    private static func statuses(_ answers: [TestAnswer]) -> [Int] { answers.map(\.status) }

    /// The challenge that a phone hears which says nothing of itself.
    private static func challenge(_ phone: AuthenticPhone, by registrar: TestRegistrar) throws -> TestAnswer {
        let answers = try registrar.send(try phone.request())
        #expect(statuses(answers) == [401])
        return try #require(answers.first)
    }

    /// Whether the core was never asked.
    private static func coreHeardNothing(_ registrar: TestRegistrar) -> Bool {
        let counts = registrar.test.core.counts
        return counts[.registrationRequests] == 0 && counts[.tokenRequests] == 0 && registrar.bindings.count == 0
    }

    @Test("A phone that knows its password is challenged once and registers", arguments: DigestAlgorithm.allCases)
    func password(algorithm: DigestAlgorithm) throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone(algorithm: algorithm)
        let challenge = try Self.challenge(phone, by: registrar)
        #expect(Self.coreHeardNothing(registrar))
        let offers = String(decoding: challenge.bytes, as: UTF8.self).split(separator: "\r\n")
            .filter { $0.hasPrefix("WWW-Authenticate: ") }
        #expect(offers.count == 2 && offers[0].contains("SHA-256") && offers[1].contains("MD5"))
        #expect(Self.statuses(try registrar.send(try phone.request(answering: challenge))) == [200])
        let again = try phone.request(sequence: 3, answering: challenge, count: 2)
        #expect(Self.statuses(try registrar.send(again)) == [200])
        #expect(registrar.test.loop.counters[.sipChallenges] == 1)
        #expect(registrar.test.loop.counters[.sipRegistrations] == 1)
        #expect(registrar.test.loop.counters[.sipRefreshes] == 1)
    }

    @Test(
        "Where one hash function is offered, a proof of the other one proves nothing",
        arguments: DigestAlgorithm.allCases)
    func oneOffer(algorithm: DigestAlgorithm) throws {
        let offer: SIPDigestOffer = algorithm == .md5 ? .md5 : .sha256
        let registrar = TestRegistrar(try TestLoops(), authenticator: try .ofThreeUsers(offer: offer))
        let phone = try AuthenticPhone(algorithm: algorithm)
        let challenge = try Self.challenge(phone, by: registrar)
        let offers = String(decoding: challenge.bytes, as: UTF8.self).split(separator: "\r\n")
            .filter { $0.hasPrefix("WWW-Authenticate: ") }
        #expect(offers.count == 1 && offers[0].contains("algorithm=\(algorithm.name),"))
        #expect(Self.statuses(try registrar.send(try phone.request(answering: challenge))) == [200])
        // The same nonce, answered with the function that was not offered.
        let other = try AuthenticPhone(algorithm: algorithm == .md5 ? .sha256 : .md5)
        let both = try Self.challenge(other, by: TestRegistrar(try TestLoops(), authenticator: try .ofThreeUsers()))
        let answers = try registrar.send(try other.request(sequence: 3, answering: both))
        #expect(Self.statuses(answers) == [401])
        #expect(registrar.test.loop.counters[.sipWrongCredentials] == 0)
    }

    @Test("A wrong password and an unknown user hear the same, and the core hears nothing")
    func wrong() throws {
        let registrar = try Self.registrar()
        var heard: [TestAnswer] = []
        for phone in [try AuthenticPhone(password: "guess"), try AuthenticPhone("9999")] {
            let challenge = try Self.challenge(phone, by: registrar)
            let answers = try registrar.send(try phone.request(answering: challenge))
            #expect(Self.statuses(answers) == [401])
            heard += answers
        }
        #expect(heard.map(\.statusLine) == Array(repeating: "SIP/2.0 401 Unauthorized", count: 2))
        #expect(heard[0].fields["WWW-Authenticate"] == heard[1].fields["WWW-Authenticate"])
        #expect(heard[0].fields["WWW-Authenticate"]?.contains("stale") == false)
        #expect(heard[0].fields.keys == heard[1].fields.keys && heard[0].byteCount == heard[1].byteCount)
        #expect(registrar.test.loop.counters[.sipWrongCredentials] == 2)
        #expect(registrar.test.loop.counters[.sipChallenges] == 4)
        #expect(Self.coreHeardNothing(registrar))
    }

    @Test("Who knows the decoy that unknown users are judged by proves nothing with it")
    func decoy() throws {
        let registrar = try Self.registrar()
        let accounts = try SIPAccounts(realm: AuthenticPhone.realm, users: [("1001", "open sesame")])
        let decoy = accounts.credential(of: "9999", .sha256)
        #expect(decoy.isDecoy)
        let phone = try AuthenticPhone("9999", credential: decoy.credential)
        let challenge = try Self.challenge(phone, by: registrar)
        #expect(Self.statuses(try registrar.send(try phone.request(answering: challenge))) == [401])
        #expect(registrar.test.loop.counters[.sipWrongCredentials] == 1 && Self.coreHeardNothing(registrar))
    }

    @Test("A user that proves who it is may not speak for another")
    func otherUser() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone("1002", as: "1001")
        let challenge = try Self.challenge(phone, by: registrar)
        for purpose: SIPPhoneRequest.Purpose in [.register(seconds: 600), .unregister, .ping, .token] {
            let request = try phone.request(purpose, answering: challenge)
            #expect(Self.statuses(try registrar.send(request)) == [403], "\(purpose)")
        }
        #expect(Self.coreHeardNothing(registrar) && registrar.test.loop.counters[.sipWrongCredentials] == 0)
        // None of it used up what its own phone proves.
        let own = try AuthenticPhone("1001")
        #expect(Self.statuses(try registrar.send(try own.request(answering: challenge))) == [200])
    }

    @Test("A nonce that has ended, or that another controller made, is said to be stale", arguments: [true, false])
    func stale(hasEnded: Bool) throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let other = TestRegistrar(try TestLoops(), authenticator: try .ofThreeUsers(secret: 9))
        let challenge = try Self.challenge(phone, by: hasEnded ? registrar : other)
        if hasEnded { registrar.test.clock.advance(by: Nanoseconds(300_000_000_001)) }
        let answers = try registrar.send(try phone.request(answering: challenge))
        #expect(Self.statuses(answers) == [401])
        let next = try #require(answers.first)
        #expect(next.fields["WWW-Authenticate"]?.contains("stale=true") == true)
        #expect(Self.coreHeardNothing(registrar) && registrar.test.loop.counters[.sipWrongCredentials] == 0)
        #expect(Self.statuses(try registrar.send(try phone.request(sequence: 3, answering: next))) == [200])
        let wrong = try AuthenticPhone(password: "guess")
        let guess = try registrar.send(try wrong.request(sequence: 4, answering: challenge))
        #expect(guess.first?.fields["WWW-Authenticate"]?.contains("stale") == false)
    }

    @Test("Without accounts nobody is asked, whatever he says")
    func noAccounts() throws {
        let accounts = try SIPAccounts(realm: AuthenticPhone.realm, users: [])
        let registrar = TestRegistrar(
            try TestLoops(), authenticator: SIPAuthenticator(accounts: accounts, nonceSecret: (1, 2)))
        #expect(Self.statuses(try registrar.send(try AuthenticPhone().request())) == [200])
        let guessing = TestRegistrar.register("1002", call: "c2").replacing(
            "Expires", with: "Authorization: Digest username=\"x\", realm=\"\(AuthenticPhone.realm)\"\nExpires")
        #expect(Self.statuses(try registrar.send(guessing)) == [200])
    }

    @Test("Tokens, pings, departures and questions need a digest; OPTIONS and INVITE do not")
    func others() throws {
        let registrar = try Self.registrar()
        let phone = try AuthenticPhone()
        let challenge = try Self.challenge(phone, by: registrar)
        let purposes: [SIPPhoneRequest.Purpose] = [.token, .register(seconds: 600), .ping, .unregister]
        for (index, purpose) in purposes.enumerated() {
            let sequence = UInt32(10 * index + 10)
            #expect(Self.statuses(try registrar.send(try phone.request(purpose, sequence: sequence))) == [401])
            let proved = try phone.request(
                purpose, sequence: sequence + 1, answering: challenge, count: UInt32(index + 1))
            #expect(Self.statuses(try registrar.send(proved)) == [purpose == .token ? 202 : 200])
        }
        #expect(registrar.test.core.counts[.tokensRedeemed] == 1 && registrar.bindings.count == 0)
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("REGISTER", call: "q1"))) == [401])
        #expect(Self.statuses(try registrar.send(try phone.request(.options, sequence: 90))) == [200])
        #expect(Self.statuses(try registrar.send(TestRegistrar.request("INVITE", call: "i1"))) == [404])
    }

    @Test("A digest that is not as defined is a malformed request")
    func malformed() throws {
        let registrar = try Self.registrar()
        let bad = TestRegistrar.register().replacing("Expires", with: "Authorization: Digest realm=\nExpires")
        #expect(Self.statuses(try registrar.send(bad)) == [400])
        #expect(registrar.test.loop.counters[.sipMalformedMessages] == 1 && Self.coreHeardNothing(registrar))
    }

    @Test("A phone on a connection is challenged, and registers over it")
    func stream() throws {
        let registrar = try Self.registrar()
        let connection = try TestConnection(to: registrar)
        let phone = try AuthenticPhone(transport: .tcp)
        let challenge = try #require(try connection.send(try phone.request()).first)
        #expect(challenge.status == 401)
        #expect(Self.statuses(try connection.send(try phone.request(answering: challenge))) == [100, 200])
    }

    @Test("The longest challenge fits the limit of an answer to the shortest request")
    func size() throws {
        let realm = String(repeating: "r", count: 63)
        let accounts = try SIPAccounts(realm: realm, users: [("1", "p")])
        let registrar = TestRegistrar(
            try TestLoops(), authenticator: SIPAuthenticator(accounts: accounts, nonceSecret: (1, 2)))
        let shortest =
            "REGISTER sip:h SIP/2.0\nv:SIP/2.0/UDP h;rport\nf:<sip:1@h>\nt:<sip:1@h>\ni:1\nCSeq:1 REGISTER\n\n"
        let answer = try #require(try registrar.send(shortest).first)
        #expect(answer.status == 401)
        // The flag "stale" is the only part that it has not.
        let stale = 2 * ", stale=true".utf8.count
        let room = 2 * shortest.replacing("\n", with: "\r\n").utf8.count + 512
        #expect(answer.byteCount + stale <= room)
    }
}
