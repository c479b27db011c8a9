/// What the rounds say of one series.
public struct SeriesJudgement: Sendable {
    /// The verdict on a series.
    public enum Verdict: String, Sendable {
        /// Worse beyond the minimum, and beyond the noise in every round.
        case regressed
        /// Better beyond the minimum, and beyond the noise in every round.
        case improved
        /// Within the minimum.
        case unchanged
        /// Beyond the minimum in the middle, but not beyond the noise in every round: the machine was too noisy to say.
        case unclear
        /// One of the builds does not have the series.
        case missing
    }

    /// Which series.
    public let series: GateSeries
    /// The middle value of the base over the rounds; `nil` where it has none.
    public let base: Double?
    /// The middle value of the head likewise.
    public let head: Double?
    /// By how much head is worse, as a fraction; negative is better.
    public let change: Double
    /// Where the true change is, with 95 %.
    public let interval: ClosedRange<Double>
    /// The middle of the rounds' noise, as a fraction.
    public let noise: Double
    /// What it comes to.
    public let verdict: Verdict
    /// Whether more samples could change the verdict.
    public let isAmbiguous: Bool

    /// Judges `series` by all `rounds`.
    public init(_ series: GateSeries, rounds: [GateRound]) {
        self.series = series
        let movements = rounds.compactMap { $0.movement(of: series) }
        base = Self.middleValue(of: series, in: rounds, role: .base)
        head = Self.middleValue(of: series, in: rounds, role: .head)
        guard !movements.isEmpty, movements.count == rounds.count else {
            (change, interval, noise) = (0, 0...0, 0)
            (verdict, isAmbiguous) = (.missing, false)
            return
        }
        let worsenings = movements.map(\.worsening)
        let middle = worsenings.middle
        let bounds = PairedBootstrap.interval(of: worsenings)
        change = middle.relativeChange
        interval = bounds.lowerBound.relativeChange...bounds.upperBound.relativeChange
        noise = movements.map(\.noise).middle.relativeChange
        // One measure for both directions: a worsening by the minimum, or its undoing.
        let minimum = (1 + series.minimumChange).logarithm
        let isBeyond = abs(middle) > minimum
        if isBeyond, movements.allSatisfy({ $0.isBeyondNoise(as: middle) }) {
            verdict = middle > 0 ? .regressed : .improved
            // A change barely above the minimum is looked at again before it is called one.
            isAmbiguous = bounds.contains(middle > 0 ? minimum : -minimum)
        } else {
            verdict = isBeyond ? .unclear : .unchanged
            isAmbiguous = isBeyond || bounds.upperBound > minimum || bounds.lowerBound < -minimum
        }
    }

    private static func middleValue(of series: GateSeries, in rounds: [GateRound], role: GateBuild.Role) -> Double? {
        let arms = GateArm.allCases.filter { $0.role == role }
        let values = rounds.flatMap { round in arms.compactMap { round.value(of: series, in: $0) } }
        return values.isEmpty ? nil : values.middle
    }
}

extension RoundMovement {
    /// Whether the round moved the way of `direction`'s sign, by more than its noise.
    fileprivate func isBeyondNoise(as direction: Double) -> Bool {
        (direction > 0 ? worsening : -worsening) > noise
    }
}
