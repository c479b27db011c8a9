import Documents
import ArgumentParser
import Foundation
import LoadEngine
import Measurement
import Workload

/// `loadgen run`, the default.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays a plan against a target and reports what its devices saw (default).",
        discussion: """
            A plan is seeded: the same seed gives the same requests at the same times on every machine. Without --profile (and \
            without a scenario that names one) three phases run in turn: the generator's ceiling against the null target, \
            saturation, and an open loop at half the saturated rate. With a profile that phase alone runs, after a short look at \
            the ceiling.

            Latency counts from the planned start of a request, so a slow target cannot hide behind a generator that waits for \
            it; the result file has both views.

            A scenario file says the same as the options, and more; options win:

              devices: 200000
              profile: { name: spike, base: 100000, peak: 900000, at: 3, for: 2 }
              duration: 10
              law: calendar
              mix: { tokenCycle: 0.9, initial: 0.08, priority: 0.02 }
              objectives: ["p99(token)<5ms"]
              parameters: { tokenTimeoutSeconds: 5, invalidTokens: refused }
            """)

    @Argument(help: "A scenario file in YAML.")
    var scenario: String?

    @OptionGroup var options: RunOptions

    func run() throws {
        do {
            if let scenario, let failure = Self.mistakenCommand(scenario) { throw failure }
            let request = try RunRequest(scenarioPath: scenario, options: options)
            let code = try Session(request).run()
            if code != .pass { throw ArgumentParser.ExitCode(code.rawValue) }
        } catch let failure as Failure {
            throw failure.end()
        } catch let error as DocumentError {
            throw Failure(exit: .badScenario, message: error.description).end()
        }
    }

    /// What to say of a single word that is no file: since this command needs no name, a mistyped one arrives here as a scenario.
    private static func mistakenCommand(_ word: String) -> Failure? {
        guard word.allSatisfy({ $0.isLetter || $0 == "-" }), !FileManager.default.fileExists(atPath: word) else {
            return nil
        }
        let names = Loadgen.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map {
            $0.configuration.commandName ?? "\($0)".lowercased()
        }
        return Failure(exit: .usage, message: Failure.unknown(word, "command or file", among: names))
    }
}
