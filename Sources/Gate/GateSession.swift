internal import SeededRandom

/// Takes samples of two builds in turn until every series is clear, or the passes are used up.
///
/// A pass adds samples to every round: one for each arm, in an order drawn anew, so that neither build profits from its
/// place. Where series are still ambiguous after a pass, another deepens all rounds for these: noise within a round falls, and a
/// real change then stands out in each of them.
public struct GateSession {
    /// How much is measured.
    public struct Effort: Hashable, Sendable {
        /// Rounds; the interval is over them.
        public var rounds = 5
        /// Samples of each arm that every pass adds to a round.
        public var samplesPerPass = 1
        /// Passes at most; those after the first are taken only when something is ambiguous.
        public var passesMax = 6

        /// The default effort.
        public init() {}
    }

    private let effort: Effort
    private let series: [GateSeries]
    private var random: SplitMix64
    private var rounds: [GateRound]

    /// A session over `series`; `seed` determines the order of the arms.
    public init(_ series: [GateSeries] = GateSeries.all, effort: Effort = Effort(), seed: UInt64) {
        self.effort = effort
        self.series = series
        random = SplitMix64(seed: seed)
        rounds = Array(repeating: GateRound(), count: effort.rounds)
    }

    /// What a session has to say while it goes on.
    public struct Progress: Sendable {
        /// The pass at work, from 1.
        public let pass: Int
        /// Samples taken in this pass.
        public let sampleCount: Int
        /// Samples that the pass takes.
        public let sampleTotal: Int
        /// The series that are sampled: after the first pass, those that the last one left open.
        public let wanted: [String]
    }

    /// Measures by calling `sample` for one arm after the other, with the names of the series that are wanted: all at first, then
    /// those still ambiguous. Returns the judgements and the passes taken.
    public mutating func run<Failure: Error>(
        _ sample: (GateArm, _ wanted: [String]) throws(Failure) -> GateSample, progress: (Progress) -> Void = { _ in }
    ) throws(Failure) -> (judgements: [SeriesJudgement], passCount: Int) {
        var wanted = series.map(\.name)
        var judgements: [SeriesJudgement] = []
        for pass in 1...effort.passesMax {
            try deepen(pass: pass, wanted: wanted, sample, progress)
            judgements = series.map { SeriesJudgement($0, rounds: rounds) }
            wanted = judgements.filter(\.isAmbiguous).map(\.series.name)
            if wanted.isEmpty { return (judgements, pass) }
        }
        return (judgements, effort.passesMax)
    }

    private mutating func deepen<Failure: Error>(
        pass: Int, wanted: [String], _ sample: (GateArm, [String]) throws(Failure) -> GateSample,
        _ progress: (Progress) -> Void
    ) throws(Failure) {
        let perRound = GateArm.allCases.count * effort.samplesPerPass
        var taken = 0
        for round in rounds.indices {
            for _ in 0..<effort.samplesPerPass {
                for arm in GateArm.allCases.shuffled(using: &random) {
                    progress(
                        Progress(
                            pass: pass, sampleCount: taken, sampleTotal: perRound * effort.rounds, wanted: wanted))
                    rounds[round].add(try sample(arm, wanted), to: arm)
                    taken += 1
                }
            }
        }
    }
}
