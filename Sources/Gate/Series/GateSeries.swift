/// One figure that the gate watches.
public struct GateSeries: Hashable, Sendable {
    /// Which way is better.
    public enum Direction: Sendable {
        case lower
        case higher
    }

    /// Its name in samples and reports, such as `time.token.grant`.
    public let name: String
    /// The unit of its values, as reports write it.
    public let unit: String
    /// Which way is better.
    public let better: Direction
    /// The smallest worsening that counts, as a fraction of the base.
    public let minimumChange: Double

    /// A series of this name.
    public init(_ name: String, unit: String, better: Direction = .lower, minimumChange: Double) {
        precondition(minimumChange >= 0 && minimumChange < 1, "a minimum is a fraction")
        self.name = name
        self.unit = unit
        self.better = better
        self.minimumChange = minimumChange
    }

    /// How much worse `head` is than `base`, as a logarithm, so that changes can be added and averaged: 0 for equal values,
    /// positive for worse ones. A value that rises from nothing is infinitely worse.
    func worsening(from base: Double, to head: Double) -> Double {
        guard base != head else { return 0 }
        let (before, after) = better == .lower ? (base, head) : (head, base)
        guard before > 0 else { return .infinity }
        guard after > 0 else { return -.infinity }
        return (after / before).logarithm
    }
}
