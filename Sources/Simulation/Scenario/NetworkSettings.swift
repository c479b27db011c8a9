public import Registration

/// The network between devices and controllers: each message has a latency of its own, and may be lost or doubled.
public struct NetworkSettings: Hashable, Sendable {
    /// The shortest one-way latency.
    public var latency = Nanoseconds.milliseconds(5)
    /// What is added to it at most, uniform. Messages may overtake each other within it.
    public var jitter = Nanoseconds.milliseconds(5)
    /// The share of messages that are lost, each way.
    public var loss = 0.0
    /// The share of messages that arrive twice, each way.
    public var duplication = 0.0

    /// A quiet local network: 5 to 10 ms each way, nothing lost.
    public init() {}

    func problem() -> StormScenario.Problem? {
        let longest = Nanoseconds.milliseconds(500)
        guard latency > .zero, latency <= longest, jitter >= .zero, jitter <= longest else {
            return .outOfRange("network latency and jitter", allowed: "above 0 and up to 0.5 seconds")
        }
        guard (0..<1).contains(loss), (0..<1).contains(duplication) else {
            return .outOfRange("network loss and duplication", allowed: "shares from 0 to below 1")
        }
        return nil
    }
}
