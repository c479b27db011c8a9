/// What a side keeps of a user's password: H(user:realm:password) of RFC 7616 section 3.4.2, for one hash function.
///
/// It is worth as much as the password within its realm: keep it as such.
public struct DigestCredential: Sendable, BitwiseCopyable {
    /// The hash function.
    public let algorithm: DigestAlgorithm
    let hash: DigestText

    /// The credential of this user. Computed once, when accounts are read.
    public init(user: String, realm: String, password: String, algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        var hash = DigestHash(algorithm)
        for (index, text) in [user, realm, password].enumerated() {
            if index > 0 { hash.combine(character: 0x3A) }
            for unit in text.utf8 { hash.combine(character: unit) }
        }
        self.hash = hash.finish()
    }

    /// H(H(user:realm:password):nonce:nc:cnonce:qop:H(method:uri)), or without the middle three where there is no `qop`
    /// (RFC 2617 section 3.2.2.1). Each part is given by its own bytes.
    func response(
        method: Span<UInt8>, uri: Span<UInt8>, nonce: Span<UInt8>, nonceCount: Span<UInt8>, clientNonce: Span<UInt8>,
        qop: Span<UInt8>
    ) -> DigestText {
        var request = DigestHash(algorithm)
        request.combine(method)
        request.combine(character: 0x3A)
        request.combine(uri)
        let requestHash = request.finish()
        var whole = DigestHash(algorithm)
        whole.combine(hash)
        whole.combine(character: 0x3A)
        whole.combine(nonce)
        if !qop.isEmpty {
            whole.combine(character: 0x3A)
            whole.combine(nonceCount)
            whole.combine(character: 0x3A)
            whole.combine(clientNonce)
            whole.combine(character: 0x3A)
            whole.combine(qop)
        }
        whole.combine(character: 0x3A)
        whole.combine(requestHash)
        return whole.finish()
    }
}
