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
    private let process = Process()
    private let files: TemporaryFiles
    private let started = Date()

    init(of tool: String, at url: URL, _ arguments: [String], in folder: String?, errorSink: String?) throws {
        name = ([tool] + arguments).joined(separator: " ")
        files = try TemporaryFiles()
        process.executableURL = url
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.standardOutput = FileHandle(forWritingAtPath: try files.write("", to: "out"))
        process.standardError = FileHandle(forWritingAtPath: try errorSink ?? files.write("", to: "err"))
        process.standardInput = FileHandle.nullDevice
        try Self.withoutBlockedSignals(process.run)
    }

    /// A thread of Dispatch blocks most signals, and what it starts would inherit that: a program that takes the mask as it finds it
    /// could not be asked to end.
    private static func withoutBlockedSignals(_ start: () throws -> Void) rethrows {
        var (none, before) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        try start()
    }

    deinit { end() }

    /// What it has written for the pipe so far.
    public var standardOutput: String { files.text(of: "out") }

    /// What it has written for the person so far.
    public var standardError: String { files.text(of: "err") }

    /// The number by which the system knows the process.
    public var processIdentifier: Int32 { process.processIdentifier }

    /// Whether it has not ended yet.
    public var isRunning: Bool { process.isRunning }

    /// Sends it a signal; does nothing when it has ended.
    public func signal(_ number: Int32) { if process.isRunning { kill(process.processIdentifier, number) } }

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
                end()
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
        return Output(
            status: process.terminationStatus, hasExited: process.terminationReason == .exit,
            standardOutput: standardOutput, standardError: standardError)
    }

    private func end() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        // Not `waitUntilExit`: with another call running, the thread's run loop sleeps on after the end of this one.
        while process.isRunning { usleep(1_000) }
    }
}
