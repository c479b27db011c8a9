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

    func run() throws {
        do {
            let report = ComparisonReport(
                try JSONResultFile.read(from: first), try JSONResultFile.read(from: second), firstName: first,
                secondName: second)
            print(report.text, terminator: "")
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)").end()
        }
    }
}
