internal import SeededRandom

/// What arrival i is, apart from its time: a function of i and the plan's seed.
struct RequestContent: Sendable {
    /// The order in which devices take turns.
    let order: IndexPermutation
    /// The mix.
    let kinds: KindThresholds
    /// Seeds the choice of kinds.
    let kindSeed: UInt64

    /// Arrival `index`, planned at this time; `turn` is `index` modulo the number of devices.
    @inline(__always)
    func request(index: UInt64, turn: UInt32, plannedNanoseconds: Int64) -> PlannedRequest {
        PlannedRequest(
            plannedNanoseconds: plannedNanoseconds, device: order[turn],
            kind: kinds.kind(of: SplitMix64.output(seed: kindSeed, index: index)))
    }
}
