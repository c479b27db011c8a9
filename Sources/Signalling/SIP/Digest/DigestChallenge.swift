/// What a server asks of a client that did not say who it is: the WWW-Authenticate of a 401 (RFC 7616 section 3.3, RFC 8760).
public struct DigestChallenge: Sendable, BitwiseCopyable {
    /// The realm.
    public var realm: DigestRealm
    /// The nonce.
    public var nonce: DigestNonce
    /// Whether the request would have been right but for its nonce.
    public var isStale: Bool
    /// The hash functions that are offered; the stronger is written first (RFC 8760 section 2.4).
    public var offersSHA256: Bool
    /// Whether MD5 is offered.
    public var offersMD5: Bool

    /// A challenge. A server that has a user's credential for one function only offers that one.
    public init(
        realm: DigestRealm, nonce: DigestNonce, isStale: Bool = false, offersSHA256: Bool = true, offersMD5: Bool = true
    ) {
        self.realm = realm
        self.nonce = nonce
        self.isStale = isStale
        self.offersSHA256 = offersSHA256
        self.offersMD5 = offersMD5
    }

    /// Writes a WWW-Authenticate for each function.
    func write(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        if offersSHA256 { try write(.sha256, into: &output) }
        if offersMD5 { try write(.md5, into: &output) }
    }

    private func write(_ algorithm: DigestAlgorithm, into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        try output.write("WWW-Authenticate: Digest realm=\"")
        try realm.write(into: &output)
        try output.write("\", nonce=\"")
        try nonce.write(into: &output)
        try output.write("\", algorithm=")
        try output.write(algorithm.name)
        try output.write(isStale ? ", stale=true, qop=\"auth\"\r\n" : ", qop=\"auth\"\r\n")
    }
}
