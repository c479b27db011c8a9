import ArgumentParser
import Documents
import Foundation

/// What is meant for the pipe, written at once.
enum StandardOutput {
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

/// What is meant for the person.
enum StandardError {
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// How the tool ends where it does not end as asked.
enum Ending {
    /// It could not listen or run.
    static func failure(_ message: String) -> any Error { end(1, message) }

    /// The configuration is wrong.
    static func badConfiguration(_ error: DocumentError) -> any Error { end(65, error.description) }

    private static func end(_ code: Int32, _ message: String) -> any Error {
        StandardError.write("controller: \(message)\n")
        return ExitCode(code)
    }
}
