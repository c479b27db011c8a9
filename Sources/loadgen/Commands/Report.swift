import ArgumentParser
import Measurement
import Reporting

/// `loadgen report`.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a page with plots of result files.",
        usage: "loadgen report <result> ... [--html <path>]",
        discussion: """
            One result: its verdicts, its course, its latencies and counts, and how to repeat it. Several, up to six: the same laid over \
            each other, and what changed from the first to each other one.

            The page is one file in HTML that needs nothing else; it is fit for a ticket, and for paper.

              loadgen report r.json --html report.html
              loadgen report before.json after.json --html change.html
              loadgen report r.json > report.html
            """)

    @Argument(help: ArgumentHelp("Result files, as --json writes them.", valueName: "result"))
    var results: [String]

    @Option(help: ArgumentHelp("Write the page here. (default: standard output)", valueName: "path"))
    var html: String?

    func run() throws {
        do {
            guard results.count <= HTMLReport.comparedMax else {
                throw Failure(
                    exit: .usage,
                    message: "\(results.count) results: at most \(HTMLReport.comparedMax) can be told apart on one page"
                )
            }
            try ResultOptions.check(html, option: "--html")
            let report = HTMLReport(comparing: try Self.read(results))
            guard let html else { return print(report.text, terminator: "") }
            try Self.write(report, to: html)
        } catch let failure as Failure {
            throw failure.end()
        }
    }

    /// Results with their paths as names.
    static func read(_ paths: [String]) throws(Failure) -> [NamedResult] {
        do {
            return try paths.map { path throws(ResultFileError) in
                NamedResult(name: path, result: try JSONResultFile.read(from: path))
            }
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)")
        }
    }

    /// Writes a page.
    static func write(_ report: HTMLReport, to path: String) throws(Failure) {
        do {
            try report.write(to: path)
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)")
        }
    }
}
