import ArgumentParser
import History
import Measurement
import Reporting

/// `loadgen history show`.
struct ShowHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Lists results and figures of a subject, or plots one figure.",
        usage: "loadgen history <file> [--subject <n>] [--figure <name>] [--html <path>]")

    @OptionGroup var file: HistoryFile

    @Option(help: ArgumentHelp("The subject, by its number in the list; 1 was measured last.", valueName: "number"))
    var subject = 1

    @Option(
        help: ArgumentHelp(
            "Plot this figure, such as 'token p99'; as listed without this option.", valueName: "name"))
    var figure: String?

    @Option(help: ArgumentHelp("Write a page with plots of all figures here.", valueName: "path"))
    var html: String?

    func run() throws {
        do {
            try ResultOptions.check(html, option: "--html")
            let store = try file.opened()
            let (subjects, history) = try HistoryFile.reading { () throws(HistoryError) in
                let subjects = try store.subjects()
                guard subject >= 1, subject <= subjects.count else { return (subjects, nil as SubjectHistory?) }
                return (subjects, try store.history(of: subjects[subject - 1]))
            }
            guard let history else { throw noSubject(among: subjects.count) }
            let report = HistoryReport(subjects: subjects, shown: history)
            if let figure {
                guard let plot = report.plot(of: figure) else { throw noFigure(figure, in: history) }
                print(plot, terminator: "")
            } else {
                print(report.text, terminator: "")
            }
            if let html { try Report.write(HTMLReport(history), to: html) }
        } catch let failure as Failure {
            throw failure.end()
        }
    }

    private func noSubject(among count: Int) -> Failure {
        Failure(
            exit: .usage,
            message: count == 0
                ? "\(file.path) holds no result yet; --history of a run adds one"
                : "--subject \(subject): there are 1 to \(count)")
    }

    private func noFigure(_ name: String, in history: SubjectHistory) -> Failure {
        // A history may hold any name.
        let names = VisibleText.of(history.series.map(\.name).joined(separator: ", "))
        return Failure(
            exit: .usage,
            message: "--figure \(name): there is none of this name; there are: \(names.isEmpty ? "none" : names)")
    }
}
