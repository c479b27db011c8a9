import Foundation
import Registration
import Simulation
import Testing

/// Random mixes of faults, each from a seed. All faults end, so every live device must come home, and the books must balance:
/// no device twice in one table, no token used twice, every request answered once, memory bounded, tiers in order.
///
/// `STORM_SEEDS` is the number of seeds (200 without it), or a range of them such as `2001-4000`; `STORM_SEED` plays one seed alone.
@Suite struct RandomStormTests {
    /// The laws that this build can play.
    static let laws = StormLaw.allCases.filter { law in
        var scenario = StormScenario()
        scenario.devices = 1
        scenario.outageLength = .zero
        scenario.law = law
        return (try? StormSimulation.run(scenario)) != nil
    }

    /// Seeds by hundreds, so that they run side by side.
    private static let seeds: [ClosedRange<UInt64>] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["STORM_SEED"].flatMap({ UInt64($0) }) { return [seed...seed] }
        let words = (environment["STORM_SEEDS"] ?? "200").split(separator: "-").compactMap { UInt64($0) }
        let first = max(words.count > 1 ? words[0] : 1, 1)
        let last = max(words.last ?? 200, first)
        return stride(from: first, through: last, by: 100).map { $0...min($0 + 99, last) }
    }()

    @Test("Every live device comes home and everything adds up", arguments: Self.seeds)
    func comesHome(seeds: ClosedRange<UInt64>) throws {
        for seed in seeds {
            let scenario = StormScenario.drawn(seed: seed, laws: Self.laws)
            let outcome = try StormSimulation.run(scenario)
            let replay = "replay: STORM_SEED=\(seed) swift test --filter RandomStormTests"
            #expect(outcome.violations == [], "\(replay)")
            #expect(outcome.recovery == .recovered && outcome.neverRegistered == 0, "\(replay)")
        }
    }

    @Test("A drawn scenario can be played, and a seed repeats it")
    func drawn() {
        for seed in UInt64(1)...500 {
            let scenario = StormScenario.drawn(seed: seed, laws: Self.laws)
            #expect(scenario.problem() == nil, "seed \(seed)")
            #expect(scenario == StormScenario.drawn(seed: seed, laws: Self.laws))
        }
    }
}
