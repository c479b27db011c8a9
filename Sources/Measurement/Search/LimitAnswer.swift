/// What a ``LimitSearch`` came to.
public enum LimitAnswer: Equatable, Sendable {
    /// The objective holds at the first value, confirmed, and misses at the second, which is within the precision of it.
    case found(Double, missedAt: Double)
    /// It holds as far as the search goes, confirmed at this value.
    case holdsThroughout(Double)
    /// It does not even hold at this value, the easiest of the range.
    case neverHolds(Double)
    /// The runs were used up, or too many values that held were not confirmed. Where it held last, and where it missed.
    case unsettled(heldAt: Double?, missedAt: Double?)

    /// The value at which the objective holds, if that was confirmed.
    public var value: Double? {
        switch self {
        case .found(let value, _), .holdsThroughout(let value): value
        case .neverHolds, .unsettled: nil
        }
    }
}
