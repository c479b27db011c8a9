/// What a device does wrong. A device does at most one thing wrong.
public enum Misbehaviour: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// Nothing.
    case none = 0
    /// Asks again after a short span of its own, whatever it was told.
    case ignoresRetryTimes = 1
    /// Lets its token expire before it registers with it.
    case reusesExpiredToken = 2
    /// Sends each token and registration request twice.
    case duplicatesRequests = 3
    /// Asks for a token when its primary is back, and is never heard of again.
    case neverReturns = 4

    /// The word used in scenarios and output.
    public var label: String {
        switch self {
        case .none: "none"
        case .ignoresRetryTimes: "ignoresRetryTimes"
        case .reusesExpiredToken: "reusesExpiredToken"
        case .duplicatesRequests: "duplicatesRequests"
        case .neverReturns: "neverReturns"
        }
    }
}
