/// What the controller counts. The raw value is a place in a ``CounterBlock``.
public enum Counter: Int, CaseIterable, Sendable {
    // Token requests.
    case tokenRequests, tokensGranted, tokensRepeated, tokensDenied, tokensDeniedEarly, tokensDeniedStoreFull
    case slotsHonoured, slotsMissed, agedGrants
    // Tokens.
    case tokensRedeemed, tokensExpired
    case invalidUnknown, invalidReused, invalidForeign, invalidExpired, demoted
    // Registration requests.
    case registrationRequests, queuedPriority, queuedToken, queuedInitial, duplicates
    // Denials of registration requests by reason, in the order of ``DenialReason``.
    case deniedLoad, deniedEarly, deniedQueueFull, deniedTableFull, deniedTokenStoreFull, deniedInvalidToken
    case deniedUnclassified
    case discarded
    // Service.
    case registered, renewed, failed, unregistered
    // Rows of the registration table.
    case rowsClaimed, rowsFreed

    /// The key in result files and metrics.
    public var label: String {
        switch self {
        case .queuedPriority: "queued.priority"
        case .queuedToken: "queued.token"
        case .queuedInitial: "queued.initial"
        case .tokensDeniedEarly: "tokensDenied.early"
        case .tokensDeniedStoreFull: "tokensDenied.tokenStoreFull"
        case .deniedLoad: "denied.load"
        case .deniedEarly: "denied.early"
        case .deniedQueueFull: "denied.queueFull"
        case .deniedTableFull: "denied.tableFull"
        case .deniedTokenStoreFull: "denied.tokenStoreFull"
        case .deniedInvalidToken: "denied.invalidToken"
        case .deniedUnclassified: "denied.unclassified"
        case .invalidUnknown: "invalid.unknown"
        case .invalidReused: "invalid.reused"
        case .invalidForeign: "invalid.foreign"
        case .invalidExpired: "invalid.expired"
        default: String(describing: self)
        }
    }

    static func denied(_ reason: DenialReason) -> Counter {
        Counter(rawValue: Counter.deniedLoad.rawValue + Int(reason.rawValue)) ?? .deniedLoad
    }

    static func invalid(_ refusal: TokenRefusal) -> Counter {
        Counter(rawValue: Counter.invalidUnknown.rawValue + Int(refusal.rawValue)) ?? .invalidUnknown
    }

    static func queued(_ registrationClass: RegistrationClass) -> Counter {
        Counter(rawValue: Counter.queuedPriority.rawValue + Int(registrationClass.rawValue)) ?? .queuedInitial
    }
}

/// The counters of a controller or a lane at one moment.
public struct CounterSnapshot: Hashable, Sendable {
    private var values = [UInt64](repeating: 0, count: Counter.allCases.count)

    /// All zero.
    public init() {}

    /// The value of one counter.
    public subscript(counter: Counter) -> UInt64 {
        get { values[counter.rawValue] }
        set { values[counter.rawValue] = newValue }
    }

    /// Tokens granted that are neither redeemed nor counted as expired.
    public var outstandingGrants: UInt64 {
        let settled = self[.tokensRedeemed] &+ self[.tokensExpired]
        return self[.tokensGranted] >= settled ? self[.tokensGranted] - settled : 0
    }
}
