import Foundation
import Measurement

/// Runs the command that says how many registrations a registrar has made.
enum CountCommand {
    /// Seconds after which a command that has not ended is ended.
    private static var secondsMax: Double { 10 }

    /// The last whole number of what the command prints.
    static func run(_ command: String) throws -> UInt64 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "--count-command: no shell to run it with")
        }
        let limit = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + secondsMax, execute: limit)
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        limit.cancel()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw Failure(
                exit: .invalidRun,
                message:
                    "--count-command '\(command)' failed, or took longer than \(Int(secondsMax)) s: try it in a shell")
        }
        guard let count = lastNumber(in: text) else {
            throw Failure(
                exit: .invalidRun,
                message: "--count-command '\(command)' printed no number at its end: \(text.prefix(80))")
        }
        return count
    }

    /// The last whole number in a text; `nil` where there is none.
    static func lastNumber(in text: String) -> UInt64? {
        text.split { !("0"..."9").contains($0) }.last.flatMap { UInt64($0) }
    }
}
