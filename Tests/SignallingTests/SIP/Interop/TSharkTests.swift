import Registration
import Testing

@testable import Signalling

/// What we write, as another implementation reads it.
@Suite struct TSharkTests {
    private static let marks = [
        "_ws.malformed", "_ws.expert.message", "sip.unrecognized_header", "sip.header_no_colon",
        "sip.header_not_terminated",
    ]

    private static func dissected(
        _ messages: [(bytes: [UInt8], isRequest: Bool)], _ fields: [String]
    ) throws -> [[String: String]] {
        var capture = UDPCapture()
        for message in messages { capture.append(message.bytes, isRequest: message.isRequest) }
        let rows = try capture.dissected(marks + fields)
        try #require(rows.count == messages.count)
        return rows.map { row in Dictionary(uniqueKeysWithValues: zip(marks + fields, row)) }
    }

    private static func isClean(_ row: [String: String]) -> Bool { marks.allSatisfy { row[$0]?.isEmpty ?? true } }

    private static func request(_ purpose: SIPPhoneRequest.Purpose, _ sequence: UInt32) throws -> [UInt8] {
        try SIPPhoneTests.written(
            SIPPhoneRequest(purpose, branch: UInt64(sequence), callID: 0xC1, fromTag: 0xF1, sequence: sequence))
    }

    @Test("tshark reads every request of a phone, field by field, and finds nothing malformed")
    func requests() throws {
        let purposes: [SIPPhoneRequest.Purpose] = [
            .register(seconds: 3_600), .unregister, .ping, .token, .options,
        ]
        let messages = try purposes.enumerated().map { (try Self.request($1, UInt32($0 + 1)), true) }
        let rows = try Self.dissected(
            messages,
            [
                "sip.Method", "sip.Call-ID", "sip.CSeq.seq", "sip.CSeq.method", "sip.Via.branch",
                "sip.Via.sent-by.port",
                "sip.from.tag", "sip.Expires", "sip.contact.user", "sip.Refer-To", "sip.Require", "sip.Content-Length",
            ])
        let methods = ["REGISTER", "REGISTER", "REGISTER", "REFER", "OPTIONS"]
        for (index, row) in rows.enumerated() {
            #expect(Self.isClean(row), "\(row)")
            #expect(row["sip.Method"] == methods[index])
            #expect(row["sip.CSeq.method"] == methods[index])
            #expect(row["sip.CSeq.seq"] == "\(index + 1)")
            #expect(row["sip.Call-ID"] == "00000000000000c1@10.0.0.7")
            #expect(row["sip.Via.branch"] == "z9hG4bK000000000000000\(index + 1)")
            #expect(row["sip.Via.sent-by.port"] == "5062")
            #expect(row["sip.from.tag"] == "00000000000000f1")
            #expect(row["sip.contact.user"] == "SEP000000001001")
            #expect(row["sip.Content-Length"] == "0")
            #expect(row["sip.Expires"] == ["3600", "0", "0", "", ""][index])
        }
        #expect(rows[3]["sip.Refer-To"] == "<urn:X-cisco-remotecc:token-registration>")
        #expect(rows[3]["sip.Require"] == "norefersub")
    }

    @Test("tshark reads every answer, field by field, and finds nothing malformed")
    func answers() throws {
        let register = ReadMessage(try Self.request(.register(seconds: 600), 1))
        let source = InternalAddress(ipv4: 0xC000_0209, port: 4_021)
        var answers: [SIPAnswer] = []
        func add(_ status: SIPStatus, _ change: (inout SIPAnswer) -> Void = { _ in }) {
            var answer = SIPAnswer(status, to: source, toTag: 0xAB)
            change(&answer)
            answers.append(answer)
        }
        let contact = try #require(register.contacts?.first)
        let realm = try #require(DigestRealm("example.com"))
        add(.ok) {
            $0.binding = SIPAnswer.Binding(contact: contact, seconds: 600)
            $0.date = SIPDate(unixSeconds: 1_289_690_940)
        }
        add(.trying)
        add(.accepted) { $0.refusesReferSubscription = true }
        add(.movedTemporarily) { $0.redirection = InternalAddress(ipv4: 0x0A00_0009, port: 5_070) }
        add(.badRequest)
        add(.unauthorized) {
            $0.challenge = DigestChallenge(
                realm: realm, nonce: DigestNonces(secret: (1, 2), lifetime: .seconds(60)).nonce(at: .epoch),
                isStale: true)
        }
        for status: SIPStatus in [
            .notFound, .methodNotAllowed, .unsupportedURIScheme, .tooManyHops, .noSuchTransaction,
        ] {
            add(status)
        }
        add(.intervalTooBrief) { $0.minExpiresSeconds = 60 }
        for status: SIPStatus in [.busyHere, .serviceUnavailable] { add(status) { $0.retryAfterSeconds = 17 } }
        for status: SIPStatus in [.serverError, .notImplemented, .versionNotSupported, .messageTooLarge] { add(status) }
        let rows = try Self.dissected(
            answers.map { (try register.answered($0), false) },
            [
                "sip.Status-Code", "sip.Via.received", "sip.Via.rport", "sip.to.tag", "sip.CSeq.method", "sip.Expires",
                "sip.Retry-After", "sip.Min-Expires", "sip.Contact", "sip.Date", "sip.auth.realm", "sip.auth.algorithm",
                "sip.auth.stale", "sip.Allow",
            ])
        for (row, answer) in zip(rows, answers) {
            #expect(Self.isClean(row), "\(row)")
            #expect(row["sip.Status-Code"] == "\(answer.status.code)")
            #expect(row["sip.Via.received"] == "192.0.2.9")
            #expect(row["sip.Via.rport"] == "4021")
            #expect(row["sip.to.tag"] == (answer.status == .trying ? "" : "00000000000000ab"))
            #expect(row["sip.CSeq.method"] == "REGISTER")
            #expect(row["sip.Retry-After"] == (answer.retryAfterSeconds.map { "\($0)" } ?? ""))
            #expect(row["sip.Min-Expires"] == (answer.minExpiresSeconds.map { "\($0)" } ?? ""))
        }
        #expect(rows[0]["sip.Expires"] == "600")
        #expect(rows[0]["sip.Date"] == "Sat, 13 Nov 2010 23:29:00 GMT")
        #expect(rows[3]["sip.Contact"] == "<sip:10.0.0.9:5070>")
        #expect(rows[5]["sip.auth.realm"] == "\"example.com\"|\"example.com\"")
        #expect(rows[5]["sip.auth.algorithm"] == "SHA-256|MD5")
        #expect(rows[5]["sip.auth.stale"] == "true|true")
        #expect(rows[7]["sip.Allow"] == "REGISTER, REFER, OPTIONS, INVITE, ACK, CANCEL, BYE")
    }
}
