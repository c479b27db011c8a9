/// What a request asks for. Names of methods are case-sensitive (RFC 3261 section 7.1).
public enum SIPMethod: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// RFC 3261 section 10: bind an address of record to where the device is.
    case register
    /// RFC 3515; Cisco phones ask for a token with it.
    case refer
    /// RFC 3261 section 11: what the peer is able to do; used as a ping.
    case options
    /// RFC 3261 section 13: begin a session.
    case invite
    /// RFC 3261 section 17: the answer to an INVITE has come; never answered itself.
    case ack
    /// RFC 3261 section 9: give up a request.
    case cancel
    /// RFC 3261 section 15: end a session.
    case bye
    /// RFC 6665.
    case subscribe
    /// RFC 6665.
    case notify
    /// RFC 3428.
    case message
    /// RFC 6086.
    case info
    /// RFC 3311.
    case update
    /// RFC 3262.
    case prack
    /// RFC 3903.
    case publish
    /// A method that none of these RFCs defines.
    case unknown

    /// The name on the wire; empty for ``unknown``.
    public var name: StaticString {
        switch self {
        case .register: "REGISTER"
        case .refer: "REFER"
        case .options: "OPTIONS"
        case .invite: "INVITE"
        case .ack: "ACK"
        case .cancel: "CANCEL"
        case .bye: "BYE"
        case .subscribe: "SUBSCRIBE"
        case .notify: "NOTIFY"
        case .message: "MESSAGE"
        case .info: "INFO"
        case .update: "UPDATE"
        case .prack: "PRACK"
        case .publish: "PUBLISH"
        case .unknown: ""
        }
    }

    /// The method that `name` spells.
    init(_ name: SIPSlice, in bytes: Span<UInt8>) {
        // The one that a registrar hears all day comes first.
        self = .register
        while !name.equals(self.name, in: bytes) {
            guard let next = SIPMethod(rawValue: rawValue &+ 1), next != .unknown else {
                self = .unknown
                return
            }
            self = next
        }
    }
}
