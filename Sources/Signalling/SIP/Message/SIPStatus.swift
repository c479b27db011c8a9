/// The status code of a response, 100 to 699 (RFC 3261 section 7.2).
public struct SIPStatus: Hashable, Sendable, BitwiseCopyable {
    /// The code.
    public let code: UInt16

    /// The status of this code; `nil` outside 100 to 699.
    public init?(code: Int) {
        guard (100...699).contains(code) else { return nil }
        self.code = UInt16(code)
    }

    private init(_ code: UInt16) { self.code = code }

    /// 100: the request has come, an answer takes a while.
    public static var trying: SIPStatus { SIPStatus(100) }
    /// 200: done.
    public static var ok: SIPStatus { SIPStatus(200) }
    /// 202: taken on (RFC 3515); the grant of a token.
    public static var accepted: SIPStatus { SIPStatus(202) }
    /// 302: ask at the contact.
    public static var movedTemporarily: SIPStatus { SIPStatus(302) }
    /// 400: not understood.
    public static var badRequest: SIPStatus { SIPStatus(400) }
    /// 401: say who you are.
    public static var unauthorized: SIPStatus { SIPStatus(401) }
    /// 403: not allowed, and no use asking again.
    public static var forbidden: SIPStatus { SIPStatus(403) }
    /// 404: no such device.
    public static var notFound: SIPStatus { SIPStatus(404) }
    /// 405: not a method for this address; comes with Allow.
    public static var methodNotAllowed: SIPStatus { SIPStatus(405) }
    /// 415: not a type of body that is read.
    public static var unsupportedMediaType: SIPStatus { SIPStatus(415) }
    /// 416: not a scheme that is served.
    public static var unsupportedURIScheme: SIPStatus { SIPStatus(416) }
    /// 420: an extension that is not supported; comes with Unsupported.
    public static var badExtension: SIPStatus { SIPStatus(420) }
    /// 423: the time asked for is too short; comes with Min-Expires.
    public static var intervalTooBrief: SIPStatus { SIPStatus(423) }
    /// 480: known and not registered.
    public static var temporarilyUnavailable: SIPStatus { SIPStatus(480) }
    /// 481: no such dialog or transaction.
    public static var noSuchTransaction: SIPStatus { SIPStatus(481) }
    /// 483: too many hops.
    public static var tooManyHops: SIPStatus { SIPStatus(483) }
    /// 486: busy; Cisco phones take it, with Retry-After, as the denial of a token.
    public static var busyHere: SIPStatus { SIPStatus(486) }
    /// 500: failed; the answer to a request out of order.
    public static var serverError: SIPStatus { SIPStatus(500) }
    /// 501: not a method that is known.
    public static var notImplemented: SIPStatus { SIPStatus(501) }
    /// 503: overloaded; comes with Retry-After.
    public static var serviceUnavailable: SIPStatus { SIPStatus(503) }
    /// 505: not SIP/2.0.
    public static var versionNotSupported: SIPStatus { SIPStatus(505) }
    /// 513: larger than what is read.
    public static var messageTooLarge: SIPStatus { SIPStatus(513) }

    /// Whether it is no final answer.
    public var isProvisional: Bool { code < 200 }
    /// Whether it says that the request was carried out.
    public var isSuccess: Bool { code / 100 == 2 }

    /// The phrase that is written beside the code.
    public var reasonPhrase: StaticString {
        switch code {
        case 100: "Trying"
        case 200: "OK"
        case 202: "Accepted"
        case 302: "Moved Temporarily"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 415: "Unsupported Media Type"
        case 416: "Unsupported URI Scheme"
        case 420: "Bad Extension"
        case 423: "Interval Too Brief"
        case 480: "Temporarily Unavailable"
        case 481: "Call/Transaction Does Not Exist"
        case 483: "Too Many Hops"
        case 486: "Busy Here"
        case 500: "Server Internal Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "Version Not Supported"
        case 513: "Message Too Large"
        default: "Unassigned"
        }
    }
}
