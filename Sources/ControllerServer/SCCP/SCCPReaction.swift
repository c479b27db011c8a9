internal import Signalling

/// What is done about a message: the table of every message in every state.
///
/// | message | connected | queued | configuring | registered |
/// |---|---|---|---|---|
/// | KeepAliveReq | acknowledged | acknowledged | acknowledged | acknowledged |
/// | Alarm | noted | noted | noted | noted |
/// | RegisterTokenReq, SPCPRegisterTokenReq | decided | decided | decided | decided |
/// | RegisterReq | decided | waits already | decided | decided |
/// | UnregisterReq | acknowledged | leaves the queue | leaves | leaves |
/// | VersionReq, ServerReq | answered | answered | answered | answered |
/// | CapabilitiesRes | unexpected | unexpected | noted | noted |
/// | ButtonTemplateReq, SoftKeyTemplateReq, SoftKeySetReq, ConfigStatReq, LineStatReq, ForwardStatReq, SpeedDialStatReq | unexpected | unexpected | answered | answered |
/// | TimeDateReq | unexpected | unexpected | answered: now registered | answered |
/// | RegisterAvailableLines | unexpected | unexpected | noted: now registered | noted |
/// | a message of controllers | closes | closes | closes | closes |
/// | an unknown message | ignored | ignored | ignored | ignored |
///
/// A phone counts as registered with the last message that its kind sends: TimeDateReq, or with SPCP RegisterAvailableLines. A phone that sends both
/// counts with the first; it is answered all the same.
///
/// "Unexpected" is counted and ignored: phones of some models ask in an order of their own, and ask again. Some ping before anything else
/// (7985, 6911), so pings are answered in each state; and tokens may be asked for at any time, since the core repeats its answer.
enum SCCPReaction: Hashable, Sendable {
    /// A ping is answered.
    case acknowledge
    /// It is taken note of, and not answered.
    case note
    /// The core decides about a token.
    case decideToken
    /// The core decides about a registration.
    case decideRegistration
    /// The registration is queued already, and is answered when it was served.
    case wait
    /// The device leaves.
    case unregister
    /// A question is answered.
    case answer
    /// A question is answered where it is one, and the device has all it needs with it.
    case complete
    /// Counted and ignored: out of order.
    case ignoreUnexpected
    /// Counted and ignored: not known.
    case ignoreUnknown
    /// The peer is no device: the connection is closed.
    case close

    /// What is done about a message of this kind, `nil` for an unknown one, in this state.
    init(to kind: SCCP.MessageKind?, in state: SCCPState) {
        guard let kind else {
            self = .ignoreUnknown
            return
        }
        guard kind.definition.direction == .fromDevice else {
            self = .close
            return
        }
        let isServed = state == .configuring || state == .registered
        switch kind {
        case .keepAlive: self = .acknowledge
        case .alarm: self = .note
        case .registerTokenRequest, .spcpRegisterTokenRequest: self = .decideToken
        case .registerRequest: self = state == .queued ? .wait : .decideRegistration
        case .unregisterRequest: self = .unregister
        case .versionRequest, .serverRequest: self = .answer
        case .capabilitiesResponse: self = isServed ? .note : .ignoreUnexpected
        case .timeDateRequest:
            self = state == .configuring ? .complete : state == .registered ? .answer : .ignoreUnexpected
        case .registerAvailableLines:
            self = state == .configuring ? .complete : state == .registered ? .note : .ignoreUnexpected
        default: self = isServed ? .answer : .ignoreUnexpected
        }
    }
}
