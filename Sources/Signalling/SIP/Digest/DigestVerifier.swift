public import Registration

/// Judges the digest that came with a request (RFC 7616 section 3.4.6).
public struct DigestVerifier: Sendable {
    /// How a request stands.
    public enum Verdict: Hashable, Sendable, BitwiseCopyable {
        /// It proves to know the password.
        case accepted
        /// So it does, but with a nonce that is not ours or has ended: challenge again and say so.
        case stale
        /// So it does, but with a nonce count that was used before.
        case replayed
        /// It does not: challenge again.
        case wrong
    }

    private let nonces: DigestNonces

    /// A verifier of answers to these nonces.
    public init(nonces: DigestNonces) { self.nonces = nonces }

    /// Judges `digest`, which `message` came with, against the credential of its user.
    ///
    /// A digest without `qop` (RFC 2617) is taken, and then counts nothing. The address in it must be that of the request, and the hash
    /// function that of the credential. Proofs are compared in constant time. Allocates four hash contexts.
    ///
    /// - Parameter window: the counts used with this nonce, kept by the server for each device; `nil` lets a nonce be used again and
    ///   again while it lasts.
    public func verdict(
        _ digest: DigestFields, of message: borrowing SIPMessage, in bytes: Span<UInt8>, credential: DigestCredential,
        window: inout NonceCountWindow?, at now: Instant
    ) -> Verdict {
        guard digest.algorithm == credential.algorithm, digest.uri.equals(message.requestURI, in: bytes),
            hasProperForm(digest, in: bytes)
        else { return .wrong }
        let proof = credential.response(
            method: bytes.extracting(message.methodName.bounds), uri: bytes.extracting(digest.uri.bounds),
            nonce: bytes.extracting(digest.nonce.bounds), nonceCount: bytes.extracting(digest.nonceCount.bounds),
            clientNonce: bytes.extracting(digest.clientNonce.bounds), qop: bytes.extracting(digest.qop.bounds))
        guard proof.isSpelled(by: digest.response, in: bytes) else { return .wrong }
        guard let nonce = DigestNonce(digest.nonce, in: bytes), nonces.isFresh(nonce, at: now) else { return .stale }
        if window != nil {
            guard window?.use(digest.useCount(in: bytes)) == true else { return .replayed }
        }
        return .accepted
    }

    /// With `qop`, which must be "auth", a count of eight digits and a nonce of the client must be there.
    private func hasProperForm(_ digest: DigestFields, in bytes: Span<UInt8>) -> Bool {
        guard digest.qop.isPresent else { return true }
        return digest.qop.matches("auth", in: bytes) && digest.clientNonce.isPresent && digest.nonceCount.count == 8
            && digest.nonceCount.hexadecimalNumber(in: bytes) != nil
    }
}
