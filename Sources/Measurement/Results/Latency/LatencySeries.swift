/// The latency series that every result has.
public enum LatencySeries: Int, CaseIterable, Sendable {
    /// From the planned start of a token request to its answer.
    case token
    /// From the planned start of a priority registration to its entry in the table.
    case registrationPriority
    /// The same for a registration that presents a token.
    case registrationToken
    /// The same for a first registration, or a demoted one.
    case registrationInitial
    /// The generator's own: from the planned start of a request to the moment it was sent.
    case lag

    /// The name used in result files and objectives.
    public var label: String {
        switch self {
        case .token: "token"
        case .registrationPriority: "registration.priority"
        case .registrationToken: "registration.token"
        case .registrationInitial: "registration.initial"
        case .lag: "lag"
        }
    }

    /// The series with this ``label``; `nil` when there is none.
    public init?(label: String) {
        guard let series = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = series
    }
}
