/// What a ``LimitSearch`` came to.
public enum LimitAnswer: Equatable, Sendable {
    /// The objective holds at the first value, confirmed, and not at the second, which is within the precision of it: it misses there, or
    /// the run is invalid.
    case found(Double, missedAt: Double)
    /// It holds as far as the search goes, confirmed at this value.
    case holdsThroughout(Double)
    /// It does not even hold at this value, the easiest of the range.
    case neverHolds(Double)
    /// It is not known to hold anywhere, and the run at this value, the easiest of the range, is invalid: nothing is known.
    case neverValid(Double)
    /// The runs were used up, or too many values that held were not confirmed. Where it held last, and where it did not.
    case unsettled(heldAt: Double?, missedAt: Double?)

    /// The value at which the objective holds, if that was confirmed.
    public var value: Double? {
        switch self {
        case .found(let value, _), .holdsThroughout(let value): value
        case .neverHolds, .neverValid, .unsettled: nil
        }
    }
}
