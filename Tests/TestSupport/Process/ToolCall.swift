import Foundation
import Glibc

/// A call of a tool, which this test started and which ends with the value at the latest.
///
/// What it waits for has a time limit that is there for calls that hang: how long others take is a matter of what else the machine does.
public final class ToolCall {
    /// What a call came to.
    public struct Output: Sendable {
        /// Its exit code, or the signal that ended it.
        public var status: Int32
        /// Whether it ended of itself.
        public var hasExited: Bool
        /// What it wrote for the pipe.
        public var standardOutput: String
        /// What it wrote for the person.
        public var standardError: String
    }

    /// The call did not come as far in its time, and was ended.
    public struct Hung: Error, CustomStringConvertible {
        /// The call, how long was waited for what, and what it had said.
        public let description: String
    }

    private let name: String
    private let process: SpawnedProcess
    private let files: TemporaryFiles
    private let started = Date()

    init(of tool: String, at url: URL, _ arguments: [String], in folder: String?, errorSink: String?) throws {
        name = ([tool] + arguments).joined(separator: " ")
        files = try TemporaryFiles()
        process = try SpawnedProcess(
            url.path, arguments, in: folder, output: files.path("out"), errors: errorSink ?? files.path("err"))
    }

    /// What it has written for the pipe so far.
    public var standardOutput: String { files.text(of: "out") }

    /// What it has written for the person so far.
    public var standardError: String { files.text(of: "err") }

    /// The number by which the system knows the process.
    public var processIdentifier: Int32 { process.identifier }

    /// Whether it has not ended yet.
    public var isRunning: Bool { process.isRunning }

    /// Sends it a signal; does nothing when it has ended.
    public func signal(_ number: Int32) { process.signal(number) }

    /// Waits until `condition` holds, or the call has ended; `true` when it holds.
    ///
    /// - Throws: ``Hung`` after so many seconds; `goal` says what was waited for.
    public func wait(
        for goal: String, seconds: Double = 120, until condition: () throws -> Bool
    ) throws -> Bool {
        let began = Date()
        while true {
            let isRunning = process.isRunning
            if try condition() { return true }
            guard isRunning else { return false }
            guard Date().timeIntervalSince(began) <= seconds else {
                process.kill()
                throw Hung(
                    description:
                        "\(name): \(goal) did not come within \(seconds) s\n\(standardOutput)\n\(standardError)")
            }
            usleep(5_000)
        }
    }

    /// Waits for its end.
    ///
    /// - Parameters:
    ///   - seconds: from its start, after which the call counts as hanging.
    ///   - interruptAfter: seconds from its start after which it is interrupted.
    /// - Throws: ``Hung``.
    public func output(within seconds: Double = 600, interruptAfter: Double? = nil) throws -> Output {
        var isInterrupted = false
        _ = try wait(for: "its end", seconds: seconds) {
            if let interruptAfter, !isInterrupted, Date().timeIntervalSince(started) >= interruptAfter {
                signal(SIGINT)
                isInterrupted = true
            }
            return false
        }
        guard let end = process.end else { preconditionFailure("a wait for the end ends with it") }
        return Output(
            status: end.status, hasExited: end.hasExited, standardOutput: standardOutput, standardError: standardError)
    }
}
