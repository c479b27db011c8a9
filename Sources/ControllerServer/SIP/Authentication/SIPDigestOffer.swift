internal import Signalling

/// Which hash functions clients are offered to prove who they are with. The raw value is the word of a configuration.
///
/// A client takes the first challenge that it knows the function of (RFC 8760 section 2.4). Some look at the first one alone, and give
/// up where it is not MD5: they need a controller that offers nothing else.
enum SIPDigestOffer: String, CaseIterable, Hashable, Sendable {
    /// SHA-256, and behind it MD5.
    case both
    /// MD5 alone.
    case md5
    /// SHA-256 alone.
    case sha256

    /// Whether a function is offered.
    func includes(_ algorithm: DigestAlgorithm) -> Bool {
        switch self {
        case .both: true
        case .md5: algorithm == .md5
        case .sha256: algorithm == .sha256
        }
    }
}
