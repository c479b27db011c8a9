import ArgumentParser
import Measurement
import Reporting

/// `loadgen compare`.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what changed between two results.",
        discussion: """
            Prints throughput, latency, memory and counters of both results with their differences, and says where the intervals \
            of two percentiles overlap. It judges nothing and exits 0 whatever it finds; it warns when the two runs had other \
            plans, targets or machines.
            """)

    @Argument(help: "The first result file.")
    var first: String

    @Argument(help: "The second result file.")
    var second: String

    @Option(help: ArgumentHelp("Write a page with both laid over each other here.", valueName: "path"))
    var html: String?

    func run() throws {
        do {
            try ResultOptions.check(html, option: "--html")
            let results = try Report.read([first, second])
            let report = ComparisonReport(
                results[0].result, results[1].result, firstName: first, secondName: second)
            print(report.text, terminator: "")
            if let html { try Report.write(HTMLReport(comparing: results), to: html) }
        } catch {
            throw error.end()
        }
    }
}
