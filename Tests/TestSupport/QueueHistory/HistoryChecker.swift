/// Finds broken promises of a bounded queue in a history of its calls, in O(n log n).
///
/// The promises are those of `MPMCRing` and `TieredQueue`: each element leaves exactly once; per tier first in, first out; a
/// batch stays together; no emptiness and no fullness that unfinished calls cannot explain; with ``isStrict``, no lower tier
/// before a better one. What is reported is certain: it is broken in every order in which the calls may have taken effect.
///
/// Order of single values is checked completely: the absence of the four patterns that Henzinger, Sezgin and Vafeiadis give
/// ("Aspect-oriented linearizability proofs", CONCUR 2013) makes a history of an unbounded queue linearizable. Emptiness and
/// fullness are checked against the weaker promise, and a fault that another call can explain is not seen.
/// ``LinearizabilitySearch`` is the complete but exponential check.
public struct HistoryChecker: Sendable {
    /// Elements that fit into each tier.
    public let capacities: [Int]
    /// Whether a better tier always goes first.
    public let isStrict: Bool

    /// A checker for a queue of these tiers.
    public init(capacities: [Int], isStrict: Bool = false) {
        precondition(!capacities.isEmpty, "a queue has at least one tier")
        self.capacities = capacities
        self.isStrict = isStrict
    }

    /// What `history` shows broken, one entry per kind; empty if nothing.
    public func violations(in history: QueueHistory) -> [HistoryViolation] {
        var log = ViolationLog()
        guard !history.calls.isEmpty else { return [] }
        let index = HistoryIndex(history, tierCount: capacities.count, log: &log)
        checkOrder(in: index, log: &log)
        checkBatches(in: index, log: &log)
        checkEmptiness(in: index, log: &log)
        checkFullness(in: index, log: &log)
        return log.violations
    }
}
