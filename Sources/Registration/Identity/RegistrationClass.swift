/// How the controller ranks a registration request (figure 6 of the source document, rows S6 to S9).
///
/// The raw value is the tier of the registration queue that the class enters; 0 is served first.
public enum RegistrationClass: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// A gateway, a critical device or a request that carries a priority tag (step 124).
    case priority = 0
    /// A device that redeemed a valid token: it re-homes from a backup controller (step 132).
    case token = 1
    /// A first registration, or a demoted one: its token was invalid or expired (step 136).
    case initial = 2

    /// The word used on the command line, in result files and in metrics.
    public var label: String {
        switch self {
        case .priority: "priority"
        case .token: "token"
        case .initial: "initial"
        }
    }
}
