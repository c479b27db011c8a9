import Registration
import Testing

@testable import Signalling

@Suite struct DigestTests {
    @Test(
        "The examples of RFC 2617 section 3.5 and RFC 7616 section 3.9.1 come out",
        arguments: [
            (
                DigestAlgorithm.md5, "testrealm@host.com", "Circle Of Life", "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                "0a4f113b",
                "6629fae49393a05397450978507c4ef1"
            ),
            (
                .md5, "http-auth@example.org", "Circle of Life", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "8ca523f5e9506fed4657c9700eebdbec"
            ),
            (
                .sha256, "http-auth@example.org", "Circle of Life", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
            ),
        ])
    func examples(
        algorithm: DigestAlgorithm, realm: String, password: String, nonce: String, clientNonce: String,
        response: String
    ) throws {
        let credential = DigestCredential(user: "Mufasa", realm: realm, password: password, algorithm: algorithm)
        let text = credential.response(
            method: Array("GET".utf8).span, uri: Array("/dir/index.html".utf8).span, nonce: Array(nonce.utf8).span,
            nonceCount: Array("00000001".utf8).span, clientNonce: Array(clientNonce.utf8).span,
            qop: Array("auth".utf8).span)
        #expect(
            Written.text(try Written.bytes { output throws(SIPOutputFull) in try text.write(into: &output) })
                == response)
    }

    private static let nonces = DigestNonces(secret: (7, 9), lifetime: .seconds(30))
    private static let start = Instant.epoch + .seconds(1_000)

    private static func credential(_ algorithm: DigestAlgorithm, password: String = "secret") -> DigestCredential {
        DigestCredential(user: "1001", realm: "example.com", password: password, algorithm: algorithm)
    }

    /// A REGISTER of a phone that answers the challenge of a server, as the server reads it.
    private static func authorized(
        _ algorithm: DigestAlgorithm = .md5, password: String = "secret", count: UInt32 = 1,
        challengedBy nonces: DigestNonces = nonces
    ) throws -> ReadMessage {
        var phone = SIPPhoneTests.phone
        phone.user = try #require(DeviceName("1001"))
        let request = SIPPhoneRequest(.register(seconds: 60), branch: 1, callID: 1, fromTag: 1, sequence: 1)
        let first = ReadMessage(try SIPPhoneTests.written(request, by: phone))
        var answer = SIPAnswer(.unauthorized, to: SIPText.source)
        answer.challenge = DigestChallenge(
            realm: try #require(DigestRealm("example.com")), nonce: nonces.nonce(at: start),
            offersSHA256: algorithm == .sha256, offersMD5: true)
        let response = ReadMessage(try first.answered(answer))
        #expect(response.fault == nil)
        let challenge = try #require(try response.challenge())
        #expect(challenge.algorithm == algorithm)
        let proof = DigestAnswer(
            challenge: challenge, credential: credential(algorithm, password: password), nonceCount: count,
            clientNonce: 0xC0FFEE)
        let authorization = try #require(proof)
        return ReadMessage(
            try Written.bytes { output throws(SIPOutputFull) in
                try phone.write(request, authorization: authorization, to: response.bytes.span, into: &output)
            })
    }

    private static func verdict(
        _ read: ReadMessage, _ algorithm: DigestAlgorithm = .md5, window: inout NonceCountWindow?,
        at now: Instant = start
    ) throws -> DigestVerifier.Verdict {
        #expect(read.fault == nil)
        let digest = try #require(try read.authorization(for: "example.com"))
        #expect(read.text(digest.user) == "1001")
        return DigestVerifier(nonces: nonces).verdict(
            digest, of: read.message, in: read.bytes.span, credential: credential(algorithm), window: &window, at: now)
    }

    @Test("A phone that knows the password is accepted, one that does not is not", arguments: DigestAlgorithm.allCases)
    func passwords(algorithm: DigestAlgorithm) throws {
        var none: NonceCountWindow?
        #expect(try Self.verdict(Self.authorized(algorithm), algorithm, window: &none) == .accepted)
        #expect(try Self.verdict(Self.authorized(algorithm, password: "Secret"), algorithm, window: &none) == .wrong)
        let other: DigestAlgorithm = algorithm == .md5 ? .sha256 : .md5
        #expect(try Self.verdict(Self.authorized(algorithm), other, window: &none) == .wrong)
    }

    @Test("A nonce lasts as long as it is said to, and a foreign one is stale for who knows the password")
    func nonceLife() throws {
        var none: NonceCountWindow?
        let read = try Self.authorized()
        #expect(try Self.verdict(read, window: &none, at: Self.start + .seconds(30)) == .accepted)
        #expect(try Self.verdict(read, window: &none, at: Self.start + Nanoseconds(30_000_000_001)) == .stale)
        #expect(try Self.verdict(read, window: &none, at: Self.start - Nanoseconds(1)) == .stale)
        let foreign = DigestNonces(secret: (7, 10), lifetime: .seconds(30))
        #expect(try Self.verdict(Self.authorized(challengedBy: foreign), window: &none) == .stale)
        #expect(try Self.verdict(Self.authorized(password: "x", challengedBy: foreign), window: &none) == .wrong)
    }

    @Test("A nonce count is used once")
    func replay() throws {
        var window: NonceCountWindow? = NonceCountWindow()
        #expect(try Self.verdict(Self.authorized(count: 1), window: &window) == .accepted)
        #expect(try Self.verdict(Self.authorized(count: 1), window: &window) == .replayed)
        #expect(try Self.verdict(Self.authorized(count: 3), window: &window) == .accepted)
        #expect(try Self.verdict(Self.authorized(count: 2), window: &window) == .accepted)
        #expect(try Self.verdict(Self.authorized(count: 2), window: &window) == .replayed)
    }

    @Test("Any changed character of what is proved makes it wrong or stale, and none is accepted")
    func tampering() throws {
        var none: NonceCountWindow?
        let read = try Self.authorized()
        let digest = try #require(try read.authorization(for: "example.com"))
        for slice in [digest.nonce, digest.uri, digest.response, digest.nonceCount, digest.clientNonce, digest.qop] {
            for place in slice.bounds {
                var bytes = read.bytes
                bytes[place] = bytes[place] == 0x31 ? 0x32 : 0x31
                let changed = ReadMessage(bytes)
                #expect(try Self.verdict(changed, window: &none) == .wrong)
            }
        }
    }

    @Test("A digest without qop is taken as RFC 2617 has it, and only where nonce counts are not kept")
    func withoutQop() throws {
        let nonce = Written.text(
            try Written.bytes { output throws(SIPOutputFull) in
                try Self.nonces.nonce(at: Self.start).write(into: &output)
            })
        let proof = Self.credential(.md5).response(
            method: Array("REGISTER".utf8).span, uri: Array("sip:1001@10.0.0.1".utf8).span,
            nonce: Array(nonce.utf8).span, nonceCount: Span(), clientNonce: Span(), qop: Span())
        let response = Written.text(
            try Written.bytes { output throws(SIPOutputFull) in try proof.write(into: &output) })
        let read = ReadMessage(
            SIPText.request(
                "REGISTER", "Authorization: Basic abc=",
                "Authorization: Digest realm=\"other\", nonce=\"\"",
                "Authorization: digest username=\"1001\" , realm=\"example.com\",nonce=\"\(nonce)\", "
                    + "uri=\"sip:1001@10.0.0.1\", response=\"\(response.uppercased())\", algorithm=md5, nc=00000001"))
        var none: NonceCountWindow?
        #expect(try Self.verdict(read, window: &none) == .accepted)
        var window: NonceCountWindow? = NonceCountWindow()
        #expect(try Self.verdict(read, window: &window) == .replayed)
    }

    @Test(
        "A malformed digest is a fault",
        arguments: [
            "Digest", "Digest realm", "Digest realm=", "Digest realm=\"example.com", "Digest realm=\"a\", realm=\"a\"",
            "Digest realm=\"a\",", "Digest realm=\"a\" nonce=\"b\"", "Digest ,realm=\"a\"",
        ])
    func malformed(value: String) throws {
        let read = ReadMessage(SIPText.request("REGISTER", "Authorization: \(value)"))
        #expect(throws: SIPFault.self) { try read.authorization(for: "example.com") }
    }

    @Test("Of several challenges the first that can be answered is taken")
    func choice() throws {
        func algorithm(_ values: String...) throws -> DigestAlgorithm? {
            let lines = values.map { "WWW-Authenticate: \($0)\n" }.joined()
            let read = ReadMessage(
                SIPText.wire(
                    "SIP/2.0 401 x\nVia: SIP/2.0/UDP h\nf: <sip:a@b>\nt: <sip:a@b>\ni: x\ncseq: 1 REGISTER\n\(lines)\n")
            )
            return try read.challenge().flatMap(\.algorithm)
        }
        let md5 = "Digest realm=\"a\", nonce=\"b\""
        #expect(try algorithm("Digest realm=\"a\", algorithm=SHA-512-256, nonce=\"b\"", md5) == .md5)
        #expect(
            try algorithm("Digest realm=\"a\", algorithm=SHA-256, nonce=\"b\", qop=\"auth-int, auth\"", md5) == .sha256)
        #expect(try algorithm("\(md5), qop=\"auth-int\"") == nil)
        #expect(try algorithm("Basic realm=\"a\"") == nil)
    }

    @Test("A window tells the last 64 counts apart")
    func window() {
        var window = NonceCountWindow()
        let uses: [(UInt32, Bool)] = [
            (0, false), (100, true), (37, true), (36, false), (37, false), (.max, true), (100, false),
            (.max - 63, true),
        ]
        for (count, isNew) in uses {
            let isUsed = window.use(count)
            #expect(isUsed == isNew, "\(count)")
        }
        #expect(window.highest == .max)
    }

    @Test("A realm is short, visible, and without quotes")
    func realms() {
        #expect(DigestRealm("example.com") != nil && DigestRealm(String(repeating: "a", count: 63)) != nil)
        for text in ["", String(repeating: "a", count: 64), "a\"b", "a\\b", "a\r\nb", "ä"] {
            #expect(DigestRealm(text) == nil)
        }
    }
}
