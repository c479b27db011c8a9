import ArgumentParser
import Foundation
import History
import Measurement

/// The history that a command is about.
struct HistoryFile: ParsableArguments {
    @Argument(help: ArgumentHelp("The history, as --history makes it.", valueName: "file"))
    var path: String

    /// Opens it.
    ///
    /// - Throws: ``Failure`` with exit 1.
    func opened(creates: Bool = false) throws(Failure) -> HistoryStore {
        try Self.reading { () throws(HistoryError) in try HistoryStore(path: path, creates: creates) }
    }

    /// What `body` returns, its complaint as a failure with exit 1.
    static func reading<Value>(_ body: () throws(HistoryError) -> Value) throws(Failure) -> Value {
        do {
            return try body()
        } catch {
            throw Failure(exit: .unexpectedFailure, message: error.description)
        }
    }

    /// A moment as histories have it, in milliseconds since 1970.
    static func milliseconds(of moment: Date) -> Int64 {
        Int64(exactly: (moment.timeIntervalSince1970 * 1_000).rounded()) ?? 0
    }
}
