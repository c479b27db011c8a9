import ArgumentParser
import Foundation
import History
import Reporting

/// `loadgen history add`.
struct AddToHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds result files.",
        discussion: """
            A result counts as measured when its file was last written. One that is there already is not added again. A file that cannot be \
            read ends the call; what was added before it stays.
            """)

    @OptionGroup var file: HistoryFile

    @Argument(help: ArgumentHelp("Result files, as --json writes them.", valueName: "result"))
    var results: [String]

    func run() throws {
        do {
            let store = try file.opened(creates: true)
            var added = 0
            for path in results {
                let result = try Report.read([path])[0].result
                let written = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
                let isNew = try HistoryFile.reading { () throws(HistoryError) in
                    try store.add(result, milliseconds: HistoryFile.milliseconds(of: written ?? Date()))
                }
                if isNew { added += 1 }
            }
            print("\(added) added, \(results.count - added) there already")
        } catch {
            throw error.end()
        }
    }
}
