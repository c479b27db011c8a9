internal import Registration

/// Every decoder of SIP behind one call, for fuzzing: whatever the bytes, it returns.
public enum SIPDecoders {
    /// Reads `bytes` as a datagram and as a stream from both ends, judges what was read, and writes its answer into `output`.
    ///
    /// - Returns: how many messages were read without a fault.
    public static func exercise(_ bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Int {
        var message = SIPMessage()
        var count = read(bytes, framing: .datagram, message: &message, into: &output)
        for end in 0..<2 {
            let role: SIPFrameScanner.Role = end == 0 ? .server : .client
            var scanner = SIPFrameScanner(role: role)
            var place = 0
            while place < bytes.count {
                let rest = bytes.extracting(place..<bytes.count)
                switch scanner.next(in: rest) {
                case .ping(let byteCount), .emptyLine(let byteCount): place += byteCount
                case .message(let byteCount):
                    count += read(
                        rest.extracting(0..<byteCount), framing: .stream, message: &message, into: &output)
                    place += byteCount
                case .incomplete, .fault: place = bytes.count
                }
            }
        }
        return count
    }

    private static func read(
        _ bytes: Span<UInt8>, framing: SIPFraming, message: inout SIPMessage, into output: inout OutputSpan<UInt8>
    ) -> Int {
        let source = InternalAddress(ipv4: 0x7F00_0001, port: 5_060)
        var answer = SIPAnswer(.ok, to: source)
        var faultCount = 0
        do throws(SIPFault) {
            try message.read(bytes, framing: framing)
            judge(message, in: bytes, answer: &answer)
        } catch {
            answer = SIPAnswer(error, to: source)
            faultCount = 1
        }
        if message.isAnswerable {
            output.removeAll()
            // An answer that does not fit is no fault of the decoder.
            try? answer.write(answering: message, in: bytes, into: &output)
        }
        return 1 - faultCount
    }

    private static func judge(_ message: borrowing SIPMessage, in bytes: Span<UInt8>, answer: inout SIPAnswer) {
        switch SIPDemand(message, in: bytes, rule: .standard) {
        case .refused(let refusal): answer = SIPAnswer(refusal, to: answer.source)
        case .registration(let registration):
            answer.binding = SIPAnswer.Binding(contact: registration.contact, seconds: 60)
        case .invite: answer.redirection = answer.source
        default: break
        }
        _ = SIPRequestOrder(message, in: bytes)
        _ = message.via.transaction(in: bytes).hexadecimalNumber(in: bytes)
        _ = message.retryAfterSeconds(in: bytes)
        _ = message.minExpiresSeconds(in: bytes)
        _ = try? message.optionTags(.supported, in: bytes)
        _ = try? message.challenge(in: bytes)
        authenticate(message, in: bytes, answer: &answer)
    }

    private static func authenticate(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>, answer: inout SIPAnswer
    ) {
        let nonces = DigestNonces(secret: (1, 2), lifetime: .seconds(60))
        guard message.isRequest, let realm = DigestRealm("example.com"),
            let digest = try? message.authorization(for: realm, in: bytes)
        else { return }
        let credential = DigestCredential(user: "a", realm: "example.com", password: "b", algorithm: .md5)
        var window: NonceCountWindow? = NonceCountWindow()
        let verdict = DigestVerifier(nonces: nonces).verdict(
            digest, of: message, in: bytes, credential: credential, window: &window, at: .epoch)
        answer.challenge = DigestChallenge(
            realm: realm, nonce: nonces.nonce(at: .epoch), isStale: verdict == .stale)
    }
}
