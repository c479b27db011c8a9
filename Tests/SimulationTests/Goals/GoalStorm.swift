import Foundation
import Measurement
import Registration
import Simulation
import Testing

/// The storms on which the goals of the storm laboratory are held, their sizes, and how what they came to is printed.
///
/// 1,000 devices; `STORM_GOALS=full` plays them with 10,000, 100,000 and 1,000,000 (for an optimised build), and prints a row of a
/// Markdown table for each:
///
///     | situation | devices | T100/bound | requests/device | utilisation | wasted | second fail-overs |
enum GoalStorm {
    private static let isFull = ProcessInfo.processInfo.environment["STORM_GOALS"] == "full"

    /// Devices of the fleets.
    static let sizes: [Int] = isFull ? [10_000, 100_000, 1_000_000] : [1_000]

    /// An outage after which `devices` devices take about 50 s, 100 s and 200 s to come home.
    static func storm(_ devices: Int) -> StormScenario {
        var scenario = StormScenario()
        scenario.devices = devices
        let seconds = devices <= 10_000 ? 50 : devices <= 100_000 ? 100 : 200
        scenario.serviceRatesPerSecond = [Double(devices / seconds)]
        scenario.outageLength = .seconds(devices > 100_000 ? 600 : 300)
        return scenario
    }

    /// Twenty seconds after the primary's return: its storm is under way.
    static func midStorm(_ scenario: StormScenario) -> Nanoseconds {
        scenario.outageStart + scenario.outageLength + .seconds(20)
    }

    /// Plays a storm, and prints its row when all sizes are played.
    static func play(
        _ situation: String, _ scenario: StormScenario, bound: (StormOutcome) -> Double? = { $0.boundSeconds }
    )
        throws -> StormOutcome
    {
        let outcome = try StormSimulation.run(scenario)
        if isFull { print(row(situation, outcome, bound: bound(outcome))) }
        return outcome
    }

    private static func row(_ situation: String, _ outcome: StormOutcome, bound: Double?) -> String {
        func figure(_ value: Double?, _ format: String) -> String {
            value.map { String(format: format, locale: Locale(identifier: "en_US_POSIX"), $0) } ?? "-"
        }
        let over = outcome.t100.flatMap { time in bound.map { time / $0 } }
        return "| \(situation) | \(outcome.devices) | \(figure(over, "%.3f")) "
            + "| \(figure(outcome.tokenRequestsPerDevice, "%.2f")) "
            + "| \(figure(outcome.utilisation.map { $0 * 100 }, "%.1f")) % | \(outcome.wastedRegistrations) "
            + "| \(outcome.secondFailovers) |"
    }
}
