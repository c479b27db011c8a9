/// Why a token was not accepted. For counters and logs: the device gets the same answer to all, so that nobody learns by
/// trying which tokens exist.
public enum TokenRefusal: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// The store knows no such token: forged, or long gone.
    case unknown = 0
    /// It was redeemed before.
    case reused = 1
    /// It was granted to another device.
    case foreign = 2
    /// It came after its timeout.
    case expired = 3

    /// The word used in counters.
    public var label: String {
        switch self {
        case .unknown: "unknown"
        case .reused: "reused"
        case .foreign: "foreign"
        case .expired: "expired"
        }
    }
}
