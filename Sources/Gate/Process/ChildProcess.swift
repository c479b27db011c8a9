internal import Foundation
internal import Synchronization

/// Programs that the gate runs, one at a time, each ended by its id when the user interrupts or its time is over.
public final class ChildProcess: Sendable {
    /// What a program came to.
    public struct Output: Sendable {
        /// Its exit status; 128 and the signal's number where a signal ended it.
        public let status: Int32
        /// What it wrote to standard output.
        public let text: String
        /// What it wrote to standard error.
        public let errors: String
    }

    /// Set once, by ``interrupt()``; read between looks at the running program.
    private let isInterrupted = Atomic<Bool>(false)

    /// A runner of programs.
    public init() {}

    /// Ends the program that runs, and lets no other begin. May be called from any thread.
    public func interrupt() { isInterrupted.store(true, ordering: .relaxed) }  // relaxed: nothing else is communicated

    /// Runs `arguments[0]`, found in the PATH, to its end; blocks the calling thread.
    ///
    /// - Throws: ``GateError/interrupted``, ``GateError/tooSlow(seconds:)`` with the program ended, ``GateError/system(_:)``.
    public func run(
        _ arguments: [String], in folder: String, secondsMax: Int
    ) throws(GateError) -> Output {
        if isInterrupted.load(ordering: .relaxed) { throw .interrupted }
        let files = try OutputFiles()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = files.output
        process.standardError = files.errors
        do { try process.run() } catch { throw .system("cannot run \(arguments[0]): \(error.localizedDescription)") }
        let deadline = Date(timeIntervalSinceNow: Double(secondsMax))
        while process.isRunning {
            let isOver = Date() > deadline
            if isOver || isInterrupted.load(ordering: .relaxed) {
                Self.end(process)
                throw isOver ? .tooSlow(seconds: secondsMax) : .interrupted
            }
            usleep(5_000)
        }
        process.waitUntilExit()
        let status = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
        if isInterrupted.load(ordering: .relaxed) { throw .interrupted }
        return Output(status: status, text: files.outputText, errors: files.errorText)
    }

    /// Asks the program to end; after a while, makes it and whatever it started end, each by its id. The package manager leaves
    /// its compilers running when it is ended, and they would keep its folder busy.
    private static func end(_ process: Process) {
        let started = ProcessTree.descendants(of: process.processIdentifier)
        process.interrupt()
        let patience = Date(timeIntervalSinceNow: 3)
        while process.isRunning, Date() < patience { usleep(5_000) }
        let left = ProcessTree.descendants(of: process.processIdentifier)
        for identifier in Set(started + left + [process.processIdentifier]) { kill(identifier, SIGKILL) }
        process.waitUntilExit()
    }
}

/// Where a program's output goes: files without a name, which need no reader beside the program and leave nothing behind.
private struct OutputFiles {
    let output: FileHandle
    let errors: FileHandle

    init() throws(GateError) {
        output = try Self.unnamed()
        errors = try Self.unnamed()
    }

    var outputText: String { Self.text(of: output) }
    var errorText: String { Self.text(of: errors) }

    private static func unnamed() throws(GateError) -> FileHandle {
        let path = FileManager.default.temporaryDirectory.path + "/loadgen-gate-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forUpdatingAtPath: path)
        else { throw .system("cannot make a temporary file in \(FileManager.default.temporaryDirectory.path)") }
        try? FileManager.default.removeItem(atPath: path)
        return file
    }

    private static func text(of file: FileHandle) -> String {
        guard (try? file.seek(toOffset: 0)) != nil, let data = try? file.readToEnd() else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}
