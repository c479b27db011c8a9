/// The hash functions of digest authentication (RFC 7616 section 3.2, RFC 8760 section 2.1), without their session variants.
public enum DigestAlgorithm: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// MD5: what most phones know.
    case md5
    /// SHA-256.
    case sha256

    /// The name on the wire.
    public var name: StaticString {
        switch self {
        case .md5: "MD5"
        case .sha256: "SHA-256"
        }
    }

    /// Bytes of a hash; its text has twice as many characters.
    var byteCount: Int { self == .md5 ? 16 : 32 }

    /// The function of this name; MD5 where none is said (RFC 7616 section 3.3), `nil` for a name that is not known.
    init?(name: SIPSlice, in bytes: Span<UInt8>) {
        if !name.isPresent || name.matches("md5", in: bytes) {
            self = .md5
        } else if name.matches("sha-256", in: bytes) {
            self = .sha256
        } else {
            return nil
        }
    }
}
