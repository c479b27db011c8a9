import ArgumentParser
import Foundation
import Gate
import Measurement
import Reporting

/// `loadgen gate`.
struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Says whether a commit made the core slower, on a noisy machine.",
        discussion: """
            Builds what the series need of both commits (each once; builds are kept in .build/gate), then measures them in \
            turn, in random order, in this session, each twice per round: what a build differs from itself by is the noise. A series has \
            regressed when it is worse than the base by more than the noise in every round and by more than a stated \
            minimum. Where that is not clear, more samples are taken, up to a limit.

            Prints a table in Markdown, fit for a pull request. Improvements are reported and never fail.

              loadgen gate --base origin/main                what HEAD changed
              loadgen gate --base v1.2 --head my-branch >>"$GITHUB_STEP_SUMMARY"

            Exit codes: 0 no regression; 3 regression; 4 the machine was too noisy to say; 5 no baseline (the base is unknown, \
            does not build or is older than the gate); 64 usage; 130 interrupted, with nothing left behind but .build/gate.
            """)

    @Option(help: ArgumentHelp("The commit to compare with.", valueName: "ref"))
    var base: String

    @Option(help: ArgumentHelp("The commit that is judged. (default: HEAD, and nothing uncommitted)", valueName: "ref"))
    var head: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Rounds; the interval is over them.", valueName: "N"))
    var rounds = GateSession.Effort().rounds

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Times that samples may be added while something is ambiguous.", valueName: "N"))
    var passes = GateSession.Effort().passesMax

    @Option(help: ArgumentHelp("Where the order of samples comes from.", valueName: "N"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Write a page with the changes drawn here.", valueName: "path"))
    var html: String?

    @Flag(help: "No progress line.")
    var quiet = false

    func run() throws {
        do {
            guard (2...100).contains(rounds) else {
                throw Failure(exit: .usage, message: "--rounds \(rounds): 2 to 100")
            }
            guard (1...20).contains(passes) else { throw Failure(exit: .usage, message: "--passes \(passes): 1 to 20") }
            try ResultOptions.check(html, option: "--html")
            let child = ChildProcess()
            let interrupt = Interrupt { child.interrupt() }
            defer { interrupt.end() }
            let outcome = try GateRun(self, child: child).run()
            print(GateReport(outcome).markdown, terminator: "")
            if let html {
                let command = RepeatCommand.text(of: CommandLine.arguments)
                try Report.write(HTMLReport(outcome, command: command), to: html)
            }
            if outcome.exitCode != .pass { throw ArgumentParser.ExitCode(outcome.exitCode.rawValue) }
        } catch let error as GateError {
            throw Failure(exit: error.exitCode, message: error.description).end()
        } catch let failure as Failure {
            throw failure.end()
        }
    }
}
