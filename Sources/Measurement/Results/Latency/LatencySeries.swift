/// The latency series that every result has.
public enum LatencySeries: String, CaseIterable, Sendable {
    /// From the planned start of a token request to its answer.
    case token = "token"
    /// From the planned start of a priority registration to its entry in the table.
    case priorityRegistration = "registration.priority"
    /// The same for a registration that presents a token.
    case tokenRegistration = "registration.token"
    /// The same for a first registration, or a demoted one.
    case initialRegistration = "registration.initial"
    /// The generator's own: from the planned start of a request to the moment it was sent.
    case lag = "lag"
}
