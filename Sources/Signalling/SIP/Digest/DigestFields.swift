/// The parameters of an Authorization or WWW-Authenticate whose scheme is Digest (RFC 7616 sections 3.3 and 3.4).
///
/// Values are as they stand between their quotes, escapes included: that is what both sides hash.
public struct DigestFields: Sendable, BitwiseCopyable {
    /// The realm.
    public internal(set) var realm = SIPSlice.absent
    /// The nonce.
    public internal(set) var nonce = SIPSlice.absent
    /// What the client gives back as it got it.
    public internal(set) var opaque = SIPSlice.absent
    /// The hash function; `nil` for one that is not known.
    public internal(set) var algorithm: DigestAlgorithm? = .md5
    /// Quality of protection: one in an answer, a list in a challenge.
    public internal(set) var qop = SIPSlice.absent
    /// In a challenge: whether only the nonce was wrong.
    public internal(set) var isStale = false
    /// In an answer: the user.
    public internal(set) var user = SIPSlice.absent
    /// In an answer: the address that was asked for.
    public internal(set) var uri = SIPSlice.absent
    /// In an answer: the proof.
    public internal(set) var response = SIPSlice.absent
    /// In an answer: the client's own nonce.
    public internal(set) var clientNonce = SIPSlice.absent
    /// In an answer: how often the nonce was used, eight hexadecimal digits.
    public internal(set) var nonceCount = SIPSlice.absent

    /// Reads the parameters of a field's value; `nil` where its scheme is another, which is skipped.
    ///
    /// - Throws: a fault of `field` where the parameters are not as defined, or one comes twice.
    static func read(
        _ value: SIPSlice, of field: SIPFieldName, in bytes: Span<UInt8>
    ) throws(SIPFault) -> DigestFields? {
        var cursor = SIPCursor(value)
        guard cursor.take(.token, in: bytes).matches("digest", in: bytes) else { return nil }
        var fields = DigestFields()
        repeat {
            cursor.skipSpace(in: bytes)
            let name = cursor.take(.token, in: bytes)
            guard !name.isEmpty, cursor.takeSeparator(0x3D, in: bytes) else {
                throw SIPFault(.malformedField, field, at: cursor.offset)
            }
            let value: SIPSlice?
            if cursor.peek(in: bytes) == 0x22 {
                value = cursor.takeQuoted(in: bytes)
            } else {
                let token = cursor.take(.digestValue, in: bytes)
                value = token.isEmpty ? nil : token
            }
            guard let value, fields.note(name, value, in: bytes) else {
                throw SIPFault(.malformedField, field, at: cursor.offset)
            }
        } while cursor.takeSeparator(0x2C, in: bytes)
        guard cursor.isAtEnd else { throw SIPFault(.malformedField, field, at: cursor.offset) }
        return fields
    }

    /// Keeps a parameter; false when it came before.
    private mutating func note(_ name: SIPSlice, _ value: SIPSlice, in bytes: Span<UInt8>) -> Bool {
        if name.matches("realm", in: bytes) { return Self.keep(value, in: &realm) }
        if name.matches("nonce", in: bytes) { return Self.keep(value, in: &nonce) }
        if name.matches("opaque", in: bytes) { return Self.keep(value, in: &opaque) }
        if name.matches("qop", in: bytes) { return Self.keep(value, in: &qop) }
        if name.matches("username", in: bytes) { return Self.keep(value, in: &user) }
        if name.matches("uri", in: bytes) { return Self.keep(value, in: &uri) }
        if name.matches("response", in: bytes) { return Self.keep(value, in: &response) }
        if name.matches("cnonce", in: bytes) { return Self.keep(value, in: &clientNonce) }
        if name.matches("nc", in: bytes) { return Self.keep(value, in: &nonceCount) }
        if name.matches("algorithm", in: bytes) {
            algorithm = DigestAlgorithm(name: value, in: bytes)
        } else if name.matches("stale", in: bytes) {
            isStale = value.matches("true", in: bytes)
        }
        return true
    }

    private static func keep(_ value: SIPSlice, in place: inout SIPSlice) -> Bool {
        guard !place.isPresent else { return false }
        place = value
        return true
    }

    /// In an answer: how often the client has used the nonce, this time included; 0 where it does not say, or without `qop`, where the proof
    /// does not cover what it says (RFC 2617 section 3.2.2.1).
    public func useCount(in bytes: Span<UInt8>) -> UInt32 {
        guard qop.isPresent else { return 0 }
        return nonceCount.hexadecimalNumber(in: bytes).flatMap { UInt32(exactly: $0) } ?? 0
    }

    /// Whether `qop`, a list, has "auth".
    func offersAuth(in bytes: Span<UInt8>) -> Bool {
        var cursor = SIPCursor(qop)
        repeat {
            cursor.skipSpace(in: bytes)
            if cursor.take(.token, in: bytes).matches("auth", in: bytes) { return true }
        } while cursor.takeSeparator(0x2C, in: bytes)
        return false
    }
}

extension SIPMessage {
    /// The digest of the first Authorization for `realm`; `nil` when there is none (other schemes and realms are passed over).
    ///
    /// - Throws: a fault where a digest is not as defined.
    public func authorization(
        for realm: DigestRealm, in bytes: Span<UInt8>
    ) throws(SIPFault) -> DigestFields? {
        var place = 0
        while let found = fields.place(of: .authorization, from: place) {
            if let digest = try DigestFields.read(fields[found].value, of: .authorization, in: bytes),
                realm.isSpelled(by: digest.realm, in: bytes)
            {
                return digest
            }
            place = found + 1
        }
        return nil
    }

    /// The first challenge of a 401 that we know how to answer: what the server prefers (RFC 8760 section 2.5).
    ///
    /// - Throws: a fault where a digest is not as defined.
    public func challenge(in bytes: Span<UInt8>) throws(SIPFault) -> DigestFields? {
        var place = 0
        while let found = fields.place(of: .wwwAuthenticate, from: place) {
            if let digest = try DigestFields.read(fields[found].value, of: .wwwAuthenticate, in: bytes),
                digest.algorithm != nil, !digest.qop.isPresent || digest.offersAuth(in: bytes)
            {
                return digest
            }
            place = found + 1
        }
        return nil
    }
}
