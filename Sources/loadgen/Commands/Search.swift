import Documents
import ArgumentParser
import Measurement
import Workload

/// `loadgen search`.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds the largest fleet, the highest rate or the shortest spread for which an objective holds.",
        usage: "loadgen search --objective <o> --over <quantity> [<options>] [<scenario>]",
        discussion: """
            Doubles while the objective holds, bisects to 2 %, and confirms the value found with another seed. A value that held \
            by luck is refuted, and the search goes on below it. At most 40 runs.

              loadgen search --objective 'T99<120s' --over devices
              loadgen search slow-primary --objective 'T100<300s' --over rate
              loadgen search --objective 'tokenRequests<1.2' --over detection-spread
              loadgen search --objective 'p99(token)<5ms' --over rate --devices 1000000

            --json and --html keep the confirming run, or the last one when interrupted.

            Exits 0 with a value, 2 when the objective never holds, 4 when the runs do not agree or not even the easiest is valid.
            """)

    @Argument(help: "A ready storm or a storm's file; for runs a scenario file.")
    var scenario: String?

    @OptionGroup var options: SearchOptions

    func run() throws {
        do {
            let code = try SearchSession(scenario: scenario, options: options).run()
            if code != .pass { throw ArgumentParser.ExitCode(code.rawValue) }
        } catch let failure as Failure {
            throw failure.end()
        } catch let error as DocumentError {
            throw Failure(exit: .badScenario, message: error.description).end()
        }
    }
}
