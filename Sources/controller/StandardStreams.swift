import ArgumentParser
import Documents
import Foundation

/// What is meant for the pipe, written at once.
enum StandardOutput {
    /// Writes `text`; nothing where nobody reads any more, since a controller that nobody listens to still serves devices.
    static func write(_ text: String) { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
}

/// What is meant for the person.
enum StandardError {
    /// Writes `text`; nothing where nobody reads any more.
    static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}

/// How the tool ends where it does not end as asked.
enum Ending {
    /// It could not listen or run.
    static func failure(_ message: String) -> any Error { end(1, message) }

    /// The configuration is wrong.
    static func badConfiguration(_ error: DocumentError) -> any Error { badConfiguration(error.description) }

    /// The configuration is wrong, in these words.
    static func badConfiguration(_ message: String) -> any Error { end(65, message) }

    /// What the command line asks for makes no sense.
    static func usage(_ message: String) -> any Error { end(64, message) }

    private static func end(_ code: Int32, _ message: String) -> any Error {
        StandardError.write("controller: \(message)\n")
        return ExitCode(code)
    }
}
