/// What a link counted, beside what devices say and hear.
public struct LinkCounts: Sendable, Equatable {
    /// Requests sent again for want of an answer (RFC 3261 timer E).
    public var retransmissions: UInt64 = 0
    /// Requests given up without an answer.
    public var unanswered: UInt64 = 0
    /// Final answers of SIP, by status.
    public var answers: [Int: UInt64] = [:]
    /// Rejections of SCCP.
    public var rejections: UInt64 = 0
    /// Answers to requests that had one already, or that nobody sent.
    public var strayAnswers: UInt64 = 0
    /// What came and was no message.
    public var malformed: UInt64 = 0
    /// How often nobody was at a controller's port.
    public var refused: UInt64 = 0
    /// How often the system took no more bytes.
    public var blocked: UInt64 = 0
    /// Connections that were made.
    public var connections: UInt64 = 0
    /// Connections that ended before the device wanted that.
    public var connectionsLost: UInt64 = 0
    /// Challenges that were answered.
    public var challenges: UInt64 = 0
    /// Errors of sockets, by number.
    public var failures: [Int32: UInt64] = [:]
    /// Requests that were lost because as many were under way as may be.
    public var beyondInFlightMax: UInt64 = 0

    /// Nothing.
    public init() {}

    /// Whether anything at all was heard from the other side.
    public var heardAnything: Bool { !answers.isEmpty || malformed > 0 || connections > 0 || rejections > 0 }

    /// Adds what another link counted.
    public mutating func add(_ other: LinkCounts) {
        retransmissions += other.retransmissions
        unanswered += other.unanswered
        answers.merge(other.answers, uniquingKeysWith: +)
        rejections += other.rejections
        strayAnswers += other.strayAnswers
        malformed += other.malformed
        refused += other.refused
        blocked += other.blocked
        connections += other.connections
        connectionsLost += other.connectionsLost
        challenges += other.challenges
        failures.merge(other.failures, uniquingKeysWith: +)
        beyondInFlightMax += other.beyondInFlightMax
    }
}
