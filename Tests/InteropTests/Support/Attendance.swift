import Testing

/// A good phone, and how long it waited for the answers to its pings.
struct Attendance {
    private let phone: SCCPPhone
    /// Pings that were answered.
    private(set) var pingCount = 0
    /// The longest that it waited for an answer.
    private(set) var longestWait = Duration.zero

    /// A phone that has registered.
    init(of phone: SCCPPhone) { self.phone = phone }

    /// Pings once and waits for the answer.
    mutating func ping() throws {
        let started = ContinuousClock.now
        try phone.ping()
        longestWait = max(longestWait, started.duration(to: .now))
        pingCount += 1
    }
}
