/// A promise of a bounded queue that a history shows broken.
public struct HistoryViolation: Sendable, CustomStringConvertible {
    /// Which promise.
    public enum Kind: String, Sendable, CaseIterable {
        /// A value came out that nobody had put in by then.
        case valueFromNowhere
        /// A value came out twice.
        case valueTwice
        /// A value was accepted and never came out, although the queue was emptied.
        case lostValue
        /// Of two values of a tier the later one came out first.
        case outOfOrder
        /// The values of one batch came out with a value of another call between them.
        case splitBatch
        /// A tier was reported empty while at every moment of the call one of its elements was visible.
        case falseEmpty
        /// A tier was reported full while at every moment of the call it had a free slot.
        case falseFull
        /// More elements were in a tier at once than fit.
        case overCapacity
        /// A lower tier was served while at every moment of the call a better one had a visible element.
        case tierInversion
    }

    /// Which promise.
    public let kind: Kind
    /// How often it was broken.
    public fileprivate(set) var count: Int
    /// The first case, in words.
    public let example: String

    /// The violation on one line.
    public var description: String { "\(kind.rawValue) (\(count) times), first: \(example)" }
}

/// Collects violations: one entry per kind, with the first example.
struct ViolationLog {
    /// In order of appearance.
    private(set) var violations: [HistoryViolation] = []

    /// Notes one case.
    mutating func report(_ kind: HistoryViolation.Kind, _ example: @autoclosure () -> String) {
        if let index = violations.firstIndex(where: { $0.kind == kind }) {
            violations[index].count += 1
        } else {
            violations.append(HistoryViolation(kind: kind, count: 1, example: example()))
        }
    }
}
