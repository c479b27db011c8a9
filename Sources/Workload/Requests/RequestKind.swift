/// What a device does in one cycle: the well-behaved kinds, then those that misbehave on purpose.
///
/// The raw value is part of the plan's hash and stays as it is; new kinds are added at the end.
public enum RequestKind: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// Asks for a token, then registers with it.
    case tokenCycle = 0
    /// Registers without a token, and says so: a first registration.
    case initial = 1
    /// Registers with a priority tag.
    case priority = 2
    /// Claims to register with a token but presents none.
    case missingToken = 3
    /// Asks for a token and presents it after its timeout.
    case expiredToken = 4
    /// Presents a token that no controller issued.
    case forgedToken = 5
    /// Asks for a token and presents it twice.
    case reusedToken = 6

    /// The word used in scenario files and result files.
    public var label: String {
        switch self {
        case .tokenCycle: "tokenCycle"
        case .initial: "initial"
        case .priority: "priority"
        case .missingToken: "missingToken"
        case .expiredToken: "expiredToken"
        case .forgedToken: "forgedToken"
        case .reusedToken: "reusedToken"
        }
    }

    /// The kind of this label; `nil` when there is none.
    public init?(label: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = kind
    }
}
