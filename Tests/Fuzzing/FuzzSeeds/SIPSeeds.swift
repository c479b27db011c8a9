import Registration
import Signalling

/// Messages of SIP: what phones write, what a controller answers, and what others write that our encoders do not.
enum SIPSeeds {
    /// All of them.
    static func all() throws -> [SeedFile] {
        var files = foreign
        for (name, phone) in phones {
            for (purpose, request) in requests {
                let bytes = try written(request, by: phone)
                files.append(SeedFile(name: "\(purpose)-\(name)", bytes: bytes))
                if name == "cisco" { files += try answers(to: bytes, named: purpose) }
            }
            files.append(SeedFile(name: "authorized-\(name)", bytes: try authorized(by: phone)))
        }
        // What follows in a stream: keep-alives of RFC 5626 section 4.4.1, then messages one behind the other.
        let two = files.filter { $0.name.hasSuffix("-plain") }.prefix(2).flatMap(\.bytes)
        files.append(SeedFile(name: "stream", bytes: Array("\r\n\r\n\r\n".utf8) + two))
        return files
    }

    /// A seed cannot be written as it is meant.
    struct Unwritten: Error {}

    /// A phone of each dialect, transport and family of addresses. The user is the one that the fuzzer's entry has a credential of.
    private static var phones: [(String, SIPPhone)] {
        let ipv4 = InternalAddress(ipv4: 0x0A00_0007, port: 5_062)
        let controller = InternalAddress(ipv4: 0x0A00_0001, port: 5_060)
        var cisco = SIPPhone(
            macAddress: 0x0123_4567_89AB, user: DeviceName("a") ?? DeviceName(macAddress: 1), address: ipv4,
            controller: controller)
        var plain = cisco
        (plain.transport, plain.dialect) = (.tcp, .plain)
        let first = ("cisco", cisco)
        cisco.address = InternalAddress(ipv6High: 0x2001_0DB8_0000_0000, low: 7, port: 5_062)
        return [first, ("plain", plain), ("ipv6", cisco)]
    }

    private static var requests: [(String, SIPPhoneRequest)] {
        let purposes: [(String, SIPPhoneRequest.Purpose)] = [
            ("register", .register(seconds: 3_600)), ("unregister", .unregister), ("ping", .ping), ("token", .token),
            ("options", .options),
        ]
        return purposes.map { ($0, SIPPhoneRequest($1, branch: 0xA1, callID: 0xC1, fromTag: 0xF1, sequence: 7)) }
    }

    private static func written(
        _ request: SIPPhoneRequest, by phone: SIPPhone, authorization: DigestAnswer? = nil, to response: [UInt8] = []
    ) throws(SIPOutputFull) -> [UInt8] {
        try [UInt8](capacity: 4_096) { output throws(SIPOutputFull) in
            try phone.write(request, authorization: authorization, to: response.span, into: &output)
        }
    }

    /// A registration whose proof the fuzzer's entry accepts: its secret, its time, its credential.
    private static func authorized(by phone: SIPPhone) throws -> [UInt8] {
        guard let realm = DigestRealm("example.com") else { throw Unwritten() }
        let nonce = DigestNonces(secret: (1, 2), lifetime: .seconds(60)).nonce(at: .epoch)
        var refusal = SIPAnswer(.unauthorized, to: phone.address)
        refusal.challenge = DigestChallenge(realm: realm, nonce: nonce, offersSHA256: false)
        let request = SIPPhoneRequest(.register(seconds: 60), branch: 1, callID: 2, fromTag: 3, sequence: 4)
        let response = try answered(refusal, to: try written(request, by: phone))
        var message = SIPMessage()
        try message.read(response.span, framing: .stream)
        let credential = DigestCredential(user: "a", realm: "example.com", password: "b", algorithm: .md5)
        guard let challenge = try message.challenge(in: response.span) else { throw Unwritten() }
        let proof = DigestAnswer(challenge: challenge, credential: credential, nonceCount: 1, clientNonce: 5)
        return try written(request, by: phone, authorization: proof, to: response)
    }

    private static func answered(_ answer: SIPAnswer, to request: [UInt8]) throws -> [UInt8] {
        var message = SIPMessage()
        try message.read(request.span, framing: .stream)
        return try [UInt8](capacity: 4_096) { output throws(SIPOutputFull) in
            try answer.write(answering: message, in: request.span, into: &output)
        }
    }

    /// An answer of every status, with the fields that come with it.
    private static func answers(to request: [UInt8], named name: String) throws -> [SeedFile] {
        let source = InternalAddress(ipv4: 0x0102_0304, port: 99)
        var message = SIPMessage()
        try message.read(request.span, framing: .stream)
        return try (100..<700).compactMap(SIPStatus.init(code:)).filter { $0.reasonPhrase.description != "Unassigned" }
            .map { status in
                var answer = SIPAnswer(status, to: source, toTag: 4)
                answer.date = SIPDate(unixSeconds: 1_764_000_000)
                switch status {
                case .ok:
                    if case .registration(let registration) = SIPDemand(message, in: request.span, rule: .standard) {
                        answer.binding = SIPAnswer.Binding(contact: registration.contact, seconds: 120)
                    }
                case .accepted: answer.refusesReferSubscription = true
                case .movedTemporarily: answer.redirection = source
                case .unauthorized:
                    let nonces = DigestNonces(secret: (1, 2), lifetime: .seconds(60))
                    answer.challenge = DigestRealm("example.com").map {
                        DigestChallenge(realm: $0, nonce: nonces.nonce(at: .epoch), isStale: true)
                    }
                case .intervalTooBrief: answer.minExpiresSeconds = 60
                case .busyHere, .serviceUnavailable: answer.retryAfterSeconds = 17
                default: break
                }
                return SeedFile(name: "\(status.code)-\(name)", bytes: try answered(answer, to: request))
            }
    }
}
