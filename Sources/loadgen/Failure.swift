import Documents
import ArgumentParser
import Foundation
import Measurement
import Workload

/// A failure that the user can do something about: what to say, and how to exit.
struct Failure: Error {
    let exit: ToolExit
    let message: String

    /// What to say of a name that is none of `allowed`.
    static func unknown(_ name: String, _ what: String, among allowed: [String]) -> String {
        let suggestion = Suggestion.nearest(to: name, among: allowed).map { "; did you mean \($0)?" } ?? "."
        return "\(name): no such \(what)\(suggestion) Allowed: \(allowed.joined(separator: ", "))"
    }

    /// Prints the message and ends the command.
    func end() -> any Error {
        StandardError.write("loadgen: \(message)\n")
        return ArgumentParser.ExitCode(exit.rawValue)
    }
}

/// What is meant for the person and not for the pipe.
enum StandardError {
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
