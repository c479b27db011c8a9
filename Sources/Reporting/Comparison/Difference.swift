import Measurement

/// One figure in two results: a row of ``ComparisonReport``.
public struct Difference: Equatable, Sendable {
    /// What kind of figure it is, hence how it is written.
    public enum Kind: Equatable, Sendable {
        /// A time in nanoseconds.
        case duration
        /// Something per second.
        case rate
        /// A number of bytes.
        case bytes
        /// A count, all digits shown below a hundred million.
        case count
        /// Any other number.
        case number
    }

    /// What the change means, where that can be told.
    public enum Note: String, Equatable, Sendable {
        /// The 95 % intervals overlap: the change may be chance.
        case withinNoise = "within noise"
        /// The intervals lie apart and the second time is the shorter one.
        case faster = "faster"
        /// The intervals lie apart and the second time is the longer one.
        case slower = "slower"
        /// A figure is only a lower bound, so the change is not known.
        case open = "lower bound"
        /// The first result lacks the figure.
        case onlyInSecond = "only in B"
        /// The second result lacks the figure.
        case onlyInFirst = "only in A"
        /// The share of the fleet never came home in the first storm.
        case neverInFirst = "never in A"
        /// The share of the fleet never came home in the second storm.
        case neverInSecond = "never in B"
    }

    /// What is measured, such as "token p99".
    public var figure: String
    /// How it is written.
    public var kind: Kind
    /// The first result's figure; `nil` where it has none.
    public var first: Double?
    /// The second result's figure; `nil` where it has none.
    public var second: Double?
    /// What the change means; `nil` where a single run of each cannot tell.
    public var note: Note?

    /// The second figure less the first; `nil` where one is missing.
    public var change: Double? {
        guard let first, let second else { return nil }
        return second - first
    }

    /// The change as a fraction of the first figure; `nil` where one is missing or the first is zero.
    public var relativeChange: Double? {
        guard let change, let first, first != 0 else { return nil }
        return change / first
    }
}

extension Difference.Kind {
    /// `value` in words for people.
    func text(_ value: Double?) -> String {
        guard let value else { return "-" }
        switch self {
        case .duration: return HumanFigures.duration(value)
        case .rate: return HumanFigures.rate(value) + "/s"
        case .bytes: return HumanFigures.bytes(value)
        case .count:
            // A change of counts may be negative. From a hundred million on all digits would burst the column.
            guard let magnitude = UInt64(exactly: value.magnitude), magnitude < 100_000_000 else {
                return HumanFigures.rate(value)
            }
            return (value < 0 ? "-" : "") + HumanFigures.count(magnitude)
        case .number: return HumanFigures.number(value)
        }
    }
}
