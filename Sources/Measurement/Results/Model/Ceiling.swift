/// What the generator itself can do, against a target that does nothing: key `ceiling` of the result file.
public struct Ceiling: Codable, Equatable, Sendable {
    /// Requests per second of the same plan against the null target.
    public var requestsPerSecond: Double
    /// The part of the ceiling that this run used: its own requests per second over those of the null target.
    public var usedFraction: Double

    /// A ceiling and how much of it was used.
    public init(requestsPerSecond: Double, usedFraction: Double) {
        self.requestsPerSecond = requestsPerSecond
        self.usedFraction = usedFraction
    }

    /// The ceiling as seen from a run that made `used` requests per second; `nil` unless both rates are finite and the
    /// ceiling is positive.
    public init?(requestsPerSecond: Double, used: Double) {
        guard requestsPerSecond.isFinite, requestsPerSecond > 0, used.isFinite else { return nil }
        self.init(requestsPerSecond: requestsPerSecond, usedFraction: used / requestsPerSecond)
    }
}
