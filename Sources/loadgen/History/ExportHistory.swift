import ArgumentParser
import History

/// `loadgen history export`.
struct ExportHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints all of it for Prometheus, as OpenMetrics.",
        discussion: """
            Figures as loadgen_history_figure, in base units, at the times they were measured; changes as loadgen_history_change. Prometheus takes \
            it in with: promtool tsdb create-blocks-from openmetrics <file> <data folder>.
            """)

    @OptionGroup var file: HistoryFile

    func run() throws {
        do {
            let store = try file.opened()
            let text = try HistoryFile.reading { () throws(HistoryError) in
                var text = OpenMetricsText()
                for subject in try store.subjects() {
                    for series in try store.history(of: subject).series { text.append(series, of: subject) }
                }
                return text.text
            }
            print(text, terminator: "")
        } catch {
            throw error.end()
        }
    }
}
