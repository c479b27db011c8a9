/// The four arms of a round: each build twice, so that a build's difference from itself shows the noise.
public enum GateArm: Int, CaseIterable, Sendable {
    case baseFirst
    case baseSecond
    case headFirst
    case headSecond

    /// Whose arm it is.
    public var role: GateBuild.Role { rawValue < 2 ? .base : .head }
}

/// One round: samples of every arm, taken in random order close together in time.
public struct GateRound: Sendable {
    private var samples = [[GateSample]](repeating: [], count: GateArm.allCases.count)

    /// A round without samples.
    public init() {}

    /// Adds a sample of `arm`.
    public mutating func add(_ sample: GateSample, to arm: GateArm) { samples[arm.rawValue].append(sample) }

    /// What `arm` measured of `series`: the best of its samples, since whatever else ran on the machine only ever makes a
    /// sample worse. `nil` when no sample has the series.
    func value(of series: GateSeries, in arm: GateArm) -> Double? {
        let values = samples[arm.rawValue].compactMap { $0.values[series.name] }
        return series.better == .lower ? values.min() : values.max()
    }

    /// How `series` moved in this round.
    func movement(of series: GateSeries) -> RoundMovement? {
        guard let baseFirst = value(of: series, in: .baseFirst), let baseSecond = value(of: series, in: .baseSecond),
            let headFirst = value(of: series, in: .headFirst), let headSecond = value(of: series, in: .headSecond)
        else { return nil }
        // Each pair of arms, first with first and second with second: the mean is that of the four values.
        let worsening =
            (series.worsening(from: baseFirst, to: headFirst) + series.worsening(from: baseSecond, to: headSecond)) / 2
        let controls = [
            series.worsening(from: baseFirst, to: baseSecond), series.worsening(from: headFirst, to: headSecond),
        ]
        return RoundMovement(worsening: worsening, noise: controls.map { abs($0) }.max() ?? 0)
    }
}

/// How a series moved in one round; logarithms.
struct RoundMovement: Equatable, Sendable {
    /// From base to head; positive is worse.
    var worsening: Double
    /// The larger of the two differences of a build from itself.
    var noise: Double
}
