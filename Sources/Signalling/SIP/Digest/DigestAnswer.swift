internal import Registration

/// The answer to a challenge: what a client's Authorization says (RFC 7616 section 3.4).
public struct DigestAnswer: Sendable, BitwiseCopyable {
    /// The challenge, from the 401.
    public var challenge: DigestFields
    /// The client's credential, of the challenge's realm and hash function.
    public var credential: DigestCredential
    /// How often the nonce was used, this request included; 1 at first.
    public var nonceCount: UInt32
    /// A number that the client draws for each answer.
    public var clientNonce: UInt64

    /// An answer; `nil` when the credential is of another hash function than the challenge.
    public init?(challenge: DigestFields, credential: DigestCredential, nonceCount: UInt32, clientNonce: UInt64) {
        guard challenge.algorithm == credential.algorithm else { return nil }
        self.challenge = challenge
        self.credential = credential
        self.nonceCount = nonceCount
        self.clientNonce = clientNonce
    }

    /// Writes the field. `response` are the bytes of the 401; the request's address stands at `uri` of `output`.
    func write(
        to response: Span<UInt8>, user: DeviceName, method: SIPMethod, uri: Range<Int>,
        into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        let proof = proof(to: response, method: method, uri: uri, of: output)
        try output.write("Authorization: Digest username=\"")
        try output.write(user)
        try output.write("\", realm=\"")
        try output.write(challenge.realm, of: response)
        try output.write("\", nonce=\"")
        try output.write(challenge.nonce, of: response)
        try output.write("\", uri=\"")
        for place in uri {
            let character = output.span[place]
            try output.write(character: character)
        }
        try output.write("\", algorithm=")
        try output.write(credential.algorithm.name)
        if challenge.opaque.isPresent {
            try output.write(", opaque=\"")
            try output.write(challenge.opaque, of: response)
            try output.write("\"")
        }
        if challenge.qop.isPresent {
            try output.write(", qop=auth, nc=")
            try output.write(hexadecimal: UInt64(nonceCount), digitCount: 8)
            try output.write(", cnonce=\"")
            try output.write(hexadecimal: clientNonce)
            try output.write("\"")
        }
        try output.write(", response=\"")
        try proof.write(into: &output)
        try output.write("\"\r\n")
    }

    /// The proof of knowing the password. Method, count and nonce are hashed as they are written.
    private func proof(
        to response: Span<UInt8>, method: SIPMethod, uri: Range<Int>, of output: borrowing OutputSpan<UInt8>
    ) -> DigestText {
        var counts = InlineArray<24, UInt8>(repeating: 0)
        for index in 0..<8 {
            counts[index] = .hexadecimalDigit(UInt8(truncatingIfNeeded: nonceCount >> UInt32(28 - index * 4)) & 0xF)
        }
        for index in 0..<16 {
            counts[8 + index] = .hexadecimalDigit(
                UInt8(truncatingIfNeeded: clientNonce >> UInt64(60 - index * 4)) & 0xF)
        }
        let text = output.span
        // The request line begins with the method and one blank before the address.
        let methodStart = uri.lowerBound - 1 - method.name.utf8CodeUnitCount
        let auth: InlineArray<4, UInt8> = [0x61, 0x75, 0x74, 0x68]  // "auth"
        return credential.response(
            method: text.extracting(methodStart..<uri.lowerBound - 1), uri: text.extracting(uri),
            nonce: response.extracting(challenge.nonce.bounds), nonceCount: counts.span.extracting(0..<8),
            clientNonce: counts.span.extracting(8..<24),
            qop: auth.span.extracting(0..<(challenge.qop.isPresent ? 4 : 0)))
    }
}
