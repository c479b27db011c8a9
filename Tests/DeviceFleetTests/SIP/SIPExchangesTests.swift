import Devices
import Registration
import Signalling
import Testing

@testable import DeviceFleet

@Suite struct SIPExchangesTests {
    private static let local = InternalAddress(ipv4: 0x7F00_0002, port: 5_062)

    private static func exchanges(password: String? = nil, inFlightMax: Int = 10) -> SIPExchanges {
        var settings = FleetSettings(
            scheme: .sip, controllers: [InternalAddress(ipv4: 0x7F00_0001, port: 5_060)], deviceCount: 4)
        settings.password = password
        settings.inFlightMax = inFlightMax
        return SIPExchanges(settings, transport: .udp, runTag: 42)
    }

    private static func begin(
        _ message: DeviceMessage, from device: Int, to controller: Int, at now: Int64, in exchanges: inout SIPExchanges
    ) throws -> FlightTable.Number {
        let number = exchanges.begin(message, from: device, to: controller, at: now)
        return try #require(number)
    }

    /// The text of a request.
    private static func text(
        _ exchanges: SIPExchanges, _ number: FlightTable.Number, _ answer: DigestAnswer? = nil,
        to challenge: [UInt8] = []
    ) throws -> String {
        let flight = try #require(exchanges.flights[number])
        let bytes = [UInt8](capacity: 2_000) { output in
            try? exchanges.write(
                flight, number, from: Self.local, authorization: answer, to: challenge.span, into: &output)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A response to a request.
    private static func response(_ status: String, _ lines: [String] = [], to request: String) -> [UInt8] {
        let repeated = request.split(separator: "\r\n").filter { line in
            ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].contains { line.hasPrefix($0) }
        }.map(String.init)
        return Array(
            (["SIP/2.0 \(status)"] + repeated + lines + ["Content-Length: 0", "", ""]).joined(separator: "\r\n").utf8)
    }

    private static func meaning(
        _ message: DeviceMessage, _ status: String, _ lines: [String] = []
    ) throws -> ControllerMessage? {
        var exchanges = Self.exchanges()
        let number = try Self.begin(message, from: 2, to: 0, at: 5, in: &exchanges)
        let answer = Self.response(status, lines, to: try Self.text(exchanges, number))
        guard case .message(let heard) = exchanges.read(answer.span, framing: .datagram, at: 9) else { return nil }
        #expect(heard.device == 2 && heard.controller == 0 && heard.sentAt == 5 && heard.at == 9)
        #expect(exchanges.flights.count == 0 || heard.message == .received)
        return heard.message
    }

    @Test("What a status says depends on what was asked")
    func meanings() throws {
        #expect(try Self.meaning(.initialRegistration, "200 OK") == .registered)
        #expect(try Self.meaning(.tokenRegistration, "100 Trying") == .received)
        let denied = ControllerMessage.registrationDenied(retryAfter: .seconds(7))
        #expect(try Self.meaning(.initialRegistration, "503 Service Unavailable", ["Retry-After: 7"]) == denied)
        #expect(try Self.meaning(.initialRegistration, "500 Server Error") == .registrationFailed)
        #expect(try Self.meaning(.initialRegistration, "401 Unauthorized") == .registrationFailed)
        let noToken = ControllerMessage.tokenDenied(retryAfter: .seconds(3))
        #expect(try Self.meaning(.tokenRequest, "486 Busy Here", ["Retry-After: 3 (soon)"]) == noToken)
        guard case .granted = try Self.meaning(.tokenRequest, "202 Accepted") else {
            Issue.record("a token was granted")
            return
        }
        #expect(try Self.meaning(.keepAlive, "200 OK", ["Contact: <sip:a@127.0.0.2>"]) == .keepAliveAnswered)
        #expect(try Self.meaning(.keepAlive, "200 OK") == .unknownDevice)
        #expect(try Self.meaning(.probe, "405 Method Not Allowed") == .probeAnswered)
        #expect(try Self.meaning(.unregister, "200 OK") == nil)
    }

    @Test("A challenge is answered once, with the password, in a transaction of its own")
    func challenge() throws {
        var exchanges = Self.exchanges(password: "secret")
        let number = try Self.begin(.initialRegistration, from: 1, to: 0, at: 5, in: &exchanges)
        let first = try Self.text(exchanges, number)
        let line = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=MD5, qop=\"auth\""
        let challenge = Self.response("401 Unauthorized", [line], to: first)
        guard
            case .challenge(let next, let flight, let answer) = exchanges.read(
                challenge.span, framing: .datagram, at: 8)
        else {
            Issue.record("a challenge is to be answered")
            return
        }
        #expect(next != number && flight.sentAt == 5, "latency counts from the first request")
        let second = try Self.text(exchanges, next, answer, to: challenge)
        #expect(second.contains("Authorization: Digest username=\"1000000001\", realm=\"r\", nonce=\"n1\""))
        #expect(second.contains("CSeq: 2 REGISTER") && first.contains("CSeq: 1 REGISTER"))
        // A password that is refused is not tried again.
        let refused = Self.response("401 Unauthorized", [line], to: second)
        guard case .message(let heard) = exchanges.read(refused.span, framing: .datagram, at: 9) else {
            Issue.record("the second refusal is final")
            return
        }
        #expect(heard.message == .registrationFailed && exchanges.counts.challenges == 1)
    }

    @Test("An answer that comes twice, late or to nobody says nothing")
    func strays() throws {
        var exchanges = Self.exchanges()
        let number = try Self.begin(.initialRegistration, from: 1, to: 0, at: 5, in: &exchanges)
        let request = try Self.text(exchanges, number)
        let answer = Self.response("200 OK", to: request)
        _ = exchanges.read(answer.span, framing: .datagram, at: 6)
        for bytes in [answer, Self.response("200 OK", to: request.replacing("z9hG4bK0", with: "z9hG4bKf"))] {
            guard case .nothing = exchanges.read(bytes.span, framing: .datagram, at: 7) else {
                Issue.record("nobody asked")
                return
            }
        }
        #expect(exchanges.counts.strayAnswers == 2 && exchanges.counts.malformed == 0)
    }

    @Test("Bytes that are no message are counted, and never trap")
    func garbage() throws {
        var exchanges = Self.exchanges()
        let number = try Self.begin(.initialRegistration, from: 1, to: 0, at: 5, in: &exchanges)
        let answer = Self.response("200 OK", to: try Self.text(exchanges, number))
        for count in 0..<answer.count - 60 {
            _ = exchanges.read(Array(answer[..<count]).span, framing: .datagram, at: 6)
        }
        #expect(exchanges.counts.malformed > 0)
    }

    @Test("A device's next request ends the one before, and no more are under way than may be")
    func bounds() throws {
        var exchanges = Self.exchanges(inFlightMax: 2)
        let first = try Self.begin(.tokenRequest, from: 0, to: 0, at: 1, in: &exchanges)
        let second = try Self.begin(.initialRegistration, from: 0, to: 0, at: 2, in: &exchanges)
        #expect(exchanges.flights[first] == nil && exchanges.flights[second] != nil)
        _ = try Self.begin(.keepAlive, from: 0, to: 0, at: 3, in: &exchanges)
        let third = exchanges.begin(.initialRegistration, from: 1, to: 0, at: 4)
        #expect(third == nil)
        #expect(exchanges.counts.beyondInFlightMax == 1)
        exchanges.release(0)
        #expect(exchanges.flights.count == 0)
    }
}
