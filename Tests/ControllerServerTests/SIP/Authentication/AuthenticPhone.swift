import Registration
import Signalling
import Testing

@testable import ControllerServer

/// A phone that answers challenges: ``SIPPhone`` and what its user knows.
struct AuthenticPhone {
    let phone: SIPPhone
    /// What it proves who it is with, and the name under which it says so.
    private let credential: DigestCredential
    private let userName: DeviceName

    static var realm: String { "phones.example" }

    /// A phone of `user`, which proves to be `identity` where that is another; with `credential`, by that one.
    init(
        _ user: String = "1001", as identity: String? = nil, password: String = "open sesame",
        algorithm: DigestAlgorithm = .sha256, transport: SIPPhone.Transport = .udp, credential: DigestCredential? = nil
    ) throws {
        phone = SIPPhone(
            macAddress: 0x0123_4567_89AB, user: try #require(DeviceName(user)),
            address: InternalAddress(ipv4: 0x0A00_0007, port: 5_062),
            controller: InternalAddress(ipv4: 0x0A00_0001, port: 5_060), transport: transport, dialect: .plain)
        userName = try #require(DeviceName(identity ?? user))
        self.credential =
            credential
            ?? DigestCredential(
                user: identity ?? user, realm: Self.realm, password: password, algorithm: algorithm)
    }

    /// A request without a digest.
    func request(_ purpose: SIPPhoneRequest.Purpose = .register(seconds: 600), sequence: UInt32 = 1) throws -> [UInt8] {
        let request = Self.request(purpose, sequence)
        return try [UInt8](capacity: 2_048) { output throws(SIPOutputFull) in try phone.write(request, into: &output) }
    }

    /// A request with the answer to the challenge in `response`: the first challenge of the phone's hash function.
    func request(
        _ purpose: SIPPhoneRequest.Purpose = .register(seconds: 600), sequence: UInt32 = 2,
        answering response: TestAnswer, count: UInt32 = 1
    ) throws -> [UInt8] {
        // A phone without SHA-256 passes over its challenge.
        let lines = String(decoding: response.bytes, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        let text = lines.filter { credential.algorithm == .sha256 || !$0.contains("SHA-256") }
        let bytes = Array(text.joined(separator: "\r\n").utf8)
        var message = SIPMessage()
        try message.read(bytes.span, framing: .datagram)
        let found = try message.challenge(in: bytes.span)
        let challenge = try #require(found)
        let answer = try #require(
            DigestAnswer(challenge: challenge, credential: credential, nonceCount: count, clientNonce: 0xC0FFEE))
        let request = Self.request(purpose, sequence)
        let written = try [UInt8](capacity: 2_048) { output throws(SIPOutputFull) in
            try phone.write(request, authorization: answer, to: bytes.span, into: &output)
        }
        // The phone says its own user; one that claims to be another says that.
        let name = "username=\"\(phone.user)\""
        return Array(
            String(decoding: written, as: UTF8.self).replacing(name, with: "username=\"\(userName)\"").utf8)
    }

    private static func request(_ purpose: SIPPhoneRequest.Purpose, _ sequence: UInt32) -> SIPPhoneRequest {
        SIPPhoneRequest(purpose, branch: UInt64(sequence), callID: 0xC1, fromTag: 0xF1, sequence: sequence)
    }
}

extension SIPAuthenticator {
    /// An authenticator of the users 1001 to 1003, who have the same password.
    static func ofThreeUsers(secret: UInt64 = 1, offer: SIPDigestOffer = .both) throws -> SIPAuthenticator {
        let accounts = try SIPAccounts(
            realm: AuthenticPhone.realm, users: ["1001", "1002", "1003"].map { ($0, "open sesame") },
            offer: offer)
        return SIPAuthenticator(accounts: accounts, nonceSecret: (secret, 2), nonceLifetime: .seconds(300))
    }
}
