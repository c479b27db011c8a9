public import Measurement

/// What a gate came to.
public struct GateOutcome: Sendable {
    /// What was compared with.
    public let base: GateBuild
    /// What was judged.
    public let head: GateBuild
    /// A judgement for each series, in the order of ``GateSeries/all``.
    public let judgements: [SeriesJudgement]
    /// The rounds.
    public let roundCount: Int
    /// The passes; each added ``samplesPerPass`` samples of either arm to every round.
    public let passCount: Int
    /// Samples of each arm that a pass added to a round.
    public let samplesPerPass: Int
    /// Where it was measured.
    public let machine: MachineFacts
    /// How long the measuring took, in seconds.
    public let seconds: Double

    /// An outcome of these parts.
    public init(
        base: GateBuild, head: GateBuild, judgements: [SeriesJudgement], roundCount: Int, passCount: Int,
        samplesPerPass: Int, machine: MachineFacts, seconds: Double
    ) {
        self.base = base
        self.head = head
        self.judgements = judgements
        self.roundCount = roundCount
        self.passCount = passCount
        self.samplesPerPass = samplesPerPass
        self.machine = machine
        self.seconds = seconds
    }

    /// The series with this verdict.
    public func series(_ verdict: SeriesJudgement.Verdict) -> [String] {
        judgements.filter { $0.verdict == verdict }.map(\.series.name)
    }

    /// How the tool exits: a regression is one whatever else was unclear; an improvement never fails.
    public var exitCode: ExitCode {
        if judgements.contains(where: { $0.verdict == .regressed }) { return .regression }
        if judgements.allSatisfy({ $0.verdict == .missing }) { return .noBaseline }
        return judgements.contains { $0.verdict == .unclear } ? .invalidRun : .pass
    }
}
