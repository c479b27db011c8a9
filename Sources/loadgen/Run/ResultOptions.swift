import ArgumentParser
import Foundation
import History
import Measurement
import Reporting

/// Where a result goes, beside the terminal: options that `run`, `storm` and `search` share.
struct ResultOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the result file here.", valueName: "path"))
    var json: String?

    @Option(
        help: ArgumentHelp(
            "Write a report with plots here, one page in HTML that needs nothing else.", valueName: "path"))
    var html: String?

    @Option(
        help: ArgumentHelp(
            "Keep the result in this history, for 'loadgen history'; made where it is not there.", valueName: "path"))
    var history: String?

    /// Makes sure, before a long run, that all of it can be written.
    ///
    /// - Throws: ``Failure`` with exit 64.
    func check() throws(Failure) {
        try Self.check(json, option: "--json")
        try Self.check(html, option: "--html")
        guard let history else { return }
        // One that is there is opened: it could be somebody else's file, and a long run must not end with that.
        guard FileManager.default.fileExists(atPath: history) else {
            return try Self.check(history, option: "--history")
        }
        do {
            _ = try HistoryStore(path: history)
        } catch {
            throw Failure(exit: .usage, message: "--history \(error)")
        }
    }

    /// Writes a result.
    ///
    /// - Parameters:
    ///   - isWhole: whether it was measured to its end; what was interrupted does not enter the history.
    ///   - report: the report on it; that of the result itself unless another is given.
    func write(_ result: RunResult, isWhole: Bool, report: HTMLReport? = nil) throws(Failure) {
        do {
            if let json { try JSONResultFile.write(result, to: json) }
            if let html { try (report ?? HTMLReport(result)).write(to: html) }
            if let history, isWhole {
                try HistoryStore(path: history, creates: true).add(
                    result, milliseconds: HistoryFile.milliseconds(of: Date()))
            }
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)")
        }
    }

    /// Makes sure that the file which `option` names can be written.
    static func check(_ path: String?, option: String) throws(Failure) {
        guard let path else { return }
        do {
            try JSONResultFile.checkWritable(path)
        } catch {
            throw Failure(exit: .usage, message: "\(option) \(error)")
        }
    }
}
