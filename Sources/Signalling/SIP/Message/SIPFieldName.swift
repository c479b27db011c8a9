/// The header fields that a registrar or a phone looks at; all others are skipped.
public enum SIPFieldName: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// RFC 3261 section 20.42: where the answer goes.
    case via
    /// RFC 3261 section 20.20.
    case from
    /// RFC 3261 section 20.39.
    case to
    /// RFC 3261 section 20.8.
    case callID
    /// RFC 3261 section 20.16.
    case cSeq
    /// RFC 3261 section 20.10.
    case contact
    /// RFC 3261 section 20.19.
    case expires
    /// RFC 3261 section 20.22.
    case maxForwards
    /// RFC 3261 section 20.7.
    case authorization
    /// RFC 3261 section 20.44.
    case wwwAuthenticate
    /// RFC 3261 section 20.14.
    case contentLength
    /// RFC 3261 section 20.15.
    case contentType
    /// RFC 3261 section 20.37.
    case supported
    /// RFC 3261 section 20.32.
    case require
    /// RFC 3261 section 20.29.
    case proxyRequire
    /// RFC 3261 section 20.40.
    case unsupported
    /// RFC 3515 section 2.1.
    case referTo
    /// RFC 3892 section 3.
    case referredBy
    /// RFC 3261 section 20.33.
    case retryAfter
    /// RFC 3261 section 20.23.
    case minExpires
    /// RFC 3261 section 20.5.
    case allow
    /// RFC 3261 section 20.17.
    case date
    /// RFC 3261 section 20.34.
    case route
    /// RFC 3326 section 2; Cisco controllers restart a phone with it.
    case reason
    /// RFC 3261 section 20.41.
    case userAgent
    /// Any other.
    case unknown

    /// The name on the wire; empty for ``unknown``.
    public var name: StaticString {
        switch self {
        case .via: "Via"
        case .from: "From"
        case .to: "To"
        case .callID: "Call-ID"
        case .cSeq: "CSeq"
        case .contact: "Contact"
        case .expires: "Expires"
        case .maxForwards: "Max-Forwards"
        case .authorization: "Authorization"
        case .wwwAuthenticate: "WWW-Authenticate"
        case .contentLength: "Content-Length"
        case .contentType: "Content-Type"
        case .supported: "Supported"
        case .require: "Require"
        case .proxyRequire: "Proxy-Require"
        case .unsupported: "Unsupported"
        case .referTo: "Refer-To"
        case .referredBy: "Referred-By"
        case .retryAfter: "Retry-After"
        case .minExpires: "Min-Expires"
        case .allow: "Allow"
        case .date: "Date"
        case .route: "Route"
        case .reason: "Reason"
        case .userAgent: "User-Agent"
        case .unknown: ""
        }
    }

    /// The one letter that stands for the name (RFC 3261 section 20, RFC 3515, RFC 3892), in lower case.
    var compactName: UInt8? {
        switch self {
        case .via: 0x76  // v
        case .from: 0x66  // f
        case .to: 0x74  // t
        case .callID: 0x69  // i
        case .contact: 0x6D  // m
        case .contentLength: 0x6C  // l
        case .contentType: 0x63  // c
        case .supported: 0x6B  // k
        case .referTo: 0x72  // r
        case .referredBy: 0x62  // b
        default: nil
        }
    }

    /// Whether a message has it once at most. Via, Contact and the lists may come in several lines (RFC 3261 section 7.3.1); the
    /// rest is not judged here.
    var isSingle: Bool {
        switch self {
        case .from, .to, .callID, .cSeq, .expires, .maxForwards, .contentLength, .contentType, .referTo, .retryAfter,
            .minExpires:
            true
        default: false
        }
    }
}
