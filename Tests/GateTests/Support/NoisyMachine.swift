import SeededRandom

@testable import Gate

/// A machine that a test makes up: builds whose series have true values, and noise that only ever makes a sample worse, plus a
/// drift that slows everything alike.
struct NoisyMachine {
    /// The true value of each series in either build.
    var base: [String: Double] = [:]
    var head: [String: Double] = [:]
    /// How much worse than true samples are in the mean, as a fraction.
    var noise = 0.0
    /// How far the machine's speed wanders, as a fraction; the same for both builds.
    var drift = 0.0
    private var random: SplitMix64
    private var speed = 1.0

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func sample(_ arm: GateArm) -> GateSample {
        speed = min(max(speed + drift * Double.random(in: -0.1...0.1, using: &random), 1 - drift), 1 + drift)
        var values: [String: Double] = [:]
        for (name, value) in (arm.role == .base ? base : head).sorted(by: { $0.key < $1.key }) {
            let better = GateSeries.all.first { $0.name == name }?.better ?? .lower
            // Squared, so that most samples are near the truth and a few far from it.
            let chance = Double.random(in: 0..<1, using: &random)
            let factor = speed * (1 + 3 * noise * chance * chance)
            values[name] = better == .lower ? value * factor : value / factor
        }
        return GateSample(values: values)
    }

    /// What a whole gate says of this machine.
    mutating func judge(_ series: [GateSeries], seed: UInt64 = 1) -> [SeriesJudgement] {
        var session = GateSession(series, seed: seed)
        return session.run { (arm, _) throws(Never) in sample(arm) }.judgements
    }
}
