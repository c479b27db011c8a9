/// What a latency is the latency of. Each series has its own histogram; the raw value is its place among them.
public enum LatencySeries: Int, CaseIterable, Codable, Sendable, BitwiseCopyable {
    /// From a token request to its answer.
    case token = 0
    /// From the registration request of a priority device to its acknowledgment.
    case registrationPriority = 1
    /// From the registration request of a device with a valid token to its acknowledgment.
    case registrationToken = 2
    /// From a first or demoted registration request to its acknowledgment.
    case registrationInitial = 3
    /// The generator's own delay: from the planned start of a request to its sending.
    case lag = 4

    /// The name used in result files and as the tag in histogram logs.
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

    /// Whether the series has a view that counts from the actual send. Lag has none: it ends at the send.
    @inlinable public var hasUncorrectedView: Bool { self != .lag }

    /// Whether the series is the latency of an answer that a device waited for, which lag is not.
    public var isAnswer: Bool { self != .lag }
}
