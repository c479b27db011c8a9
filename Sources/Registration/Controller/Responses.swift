/// Why a request was denied.
public enum DenialReason: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// The law of admission, or the criteria of the request's class: too much load.
    case load = 0
    /// The device came before its retry time and hears the rest of it again.
    case early = 1
    /// The tier of the registration queue is full.
    case queueFull = 2
    /// The registration table is full.
    case tableFull = 3
    /// The token store is full.
    case tokenStoreFull = 4
    /// The token is not valid, for whatever reason.
    case invalidToken = 5
    /// The request is of no known type.
    case unclassified = 6

    /// The word used in counters.
    public var label: String {
        switch self {
        case .load: "load"
        case .early: "early"
        case .queueFull: "queueFull"
        case .tableFull: "tableFull"
        case .tokenStoreFull: "tokenStoreFull"
        case .invalidToken: "invalidToken"
        case .unclassified: "unclassified"
        }
    }
}

/// The answer to a token request (steps 106 and 108 of figure 5).
public enum TokenResponse: Hashable, Sendable, BitwiseCopyable {
    /// A token; `timeout` is how long it stays valid from now, `nil` when timeouts are not told.
    case granted(Token, timeout: Nanoseconds?)
    /// No token; ask again after the span.
    case denied(DenialReason, retryAfter: Nanoseconds)
    /// No token and no answer.
    case discarded
}

/// The answer to a registration request. The acknowledgment follows when the request was served.
public enum RegistrationResponse: Hashable, Sendable, BitwiseCopyable {
    /// Queued in `tier`, now or by an earlier request that still waits. The device hears of it if `isAnswered`.
    case queued(tier: UInt8, isAnswered: Bool)
    /// Not queued; ask again after the span.
    case denied(DenialReason, retryAfter: Nanoseconds)
    /// Not queued and no answer.
    case discarded
}
