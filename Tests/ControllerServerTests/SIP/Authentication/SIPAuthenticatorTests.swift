import Registration
import Signalling
import TestSupport
import Testing

@testable import ControllerServer

@Suite struct SIPAuthenticatorTests {
    @Test("Of many loops that are shown one proof at the same time, one takes it")
    func concurrent() throws {
        let phone = try AuthenticPhone()
        let registrar = TestRegistrar(try TestLoops(), authenticator: try .ofThreeUsers())
        let challenge = try #require(try registrar.send(try phone.request()).first)
        let now = registrar.test.clock.now
        let authenticator = try SIPAuthenticator.ofThreeUsers()
        let user = try #require(DeviceName("1001"))
        let requests = try (1...200).map { try phone.request(answering: challenge, count: $0) }
        let accepted = runConcurrently(threads: 2) { _ in
            var message = SIPMessage()
            return requests.map { bytes in
                try? message.read(bytes.span, framing: .datagram)
                let verdict = try? authenticator.verdict(on: message, in: bytes.span, for: user, at: now)
                return verdict == .accepted
            }
        }
        // Counts more than a window behind are refused to both.
        for index in requests.indices { #expect(accepted.count { $0[index] } <= 1, "\(index)") }
        #expect(accepted.joined().count { $0 } > 0)
    }

    @Test("A request that says for whom it speaks in no way is forbidden to whoever proves who it is")
    func nobody() throws {
        let phone = try AuthenticPhone()
        let registrar = TestRegistrar(try TestLoops(), authenticator: try .ofThreeUsers())
        let challenge = try #require(try registrar.send(try phone.request()).first)
        let bytes = try phone.request(answering: challenge)
        var message = SIPMessage()
        try message.read(bytes.span, framing: .datagram)
        let authenticator = try SIPAuthenticator.ofThreeUsers()
        let verdict = try authenticator.verdict(
            on: message, in: bytes.span, for: nil, at: registrar.test.clock.now)
        #expect(verdict == .forbidden)
    }
}
