import ArgumentParser
import Foundation
import Measurement

/// A failure that the user can do something about: what to say, and how to exit.
struct Failure: Error {
    let exit: ToolExit
    let message: String

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
