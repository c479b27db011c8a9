import ArgumentParser
import Measurement
import Reporting

/// `loadgen merge`.
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Adds histogram logs together without loss.",
        discussion: """
            Reads the logs that --hlog wrote (or any other HdrHistogram log of version 1.3) and writes one that holds all their \
            intervals in order of time. Histograms are added count by count, so percentiles of the result are those of all \
            samples together; percentiles are never averaged.

              loadgen merge monday.hlog tuesday.hlog -o both.hlog
            """)

    @Argument(help: "The logs to read.")
    var logs: [String]

    @Option(name: [.short, .long], help: ArgumentHelp("The log to write.", valueName: "path"))
    var output: String

    func run() throws {
        do {
            let summary = try HistogramLogMerge.merge(logs, into: output)
            print("\(summary.intervalsRead) intervals read, \(summary.intervalsWritten) written to \(output)")
            for total in summary.totals {
                let figures = LatencyFigures(total.histogram, unanswered: .none)
                let p50 = figures.p50.map { HumanFigures.duration($0) } ?? "-"
                let p99 = figures.p99.map { HumanFigures.duration($0) } ?? "-"
                print(
                    "  \(total.tag.isEmpty ? "(no tag)" : total.tag): \(figures.count) samples, p50 \(p50), p99 \(p99)")
            }
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)").end()
        }
    }
}
