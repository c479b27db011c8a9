/// How much was done per second: key `throughput` of the result file.
public struct Throughput: Codable, Equatable, Sendable {
    /// Answered requests of every kind, per second.
    public var requestsPerSecond: Double
    /// Full cycles per second: from a device's token request to its entry in the registration table.
    public var cyclesPerSecond: Double

    /// The two rates, each per second.
    public init(requestsPerSecond: Double, cyclesPerSecond: Double) {
        self.requestsPerSecond = requestsPerSecond
        self.cyclesPerSecond = cyclesPerSecond
    }
}
