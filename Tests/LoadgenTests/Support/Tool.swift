import Foundation
import Testing

/// Calls of the built `loadgen`, each a process of its own that this test started and ends by its id.
enum Tool {
    /// What a call came to.
    struct Output {
        var status: Int32
        var standardOutput: String
        var standardError: String
    }

    /// The tool that was built beside these tests.
    static var url: URL {
        let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return products.appendingPathComponent("loadgen")
    }

    /// Runs the tool to its end; a call that lasts longer than `seconds` is ended and fails the test. That is for calls that
    /// hang: how long others take is a matter of what else the machine does.
    static func run(
        _ arguments: [String], in folder: String? = nil, seconds: Double = 600, interruptAfter: Double? = nil,
        location: SourceLocation = #_sourceLocation
    ) throws -> Output {
        try #require(
            FileManager.default.isExecutableFile(atPath: url.path),
            "no tool at \(url.path): build the product loadgen", sourceLocation: location)
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        let files = try TemporaryFiles()
        let (outputPath, errorPath) = (files.path("out"), files.path("err"))
        for path in [outputPath, errorPath] { try Data().write(to: URL(fileURLWithPath: path)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let started = Date()
        var isInterrupted = false
        while process.isRunning {
            let elapsed = Date().timeIntervalSince(started)
            if let interruptAfter, elapsed >= interruptAfter, !isInterrupted {
                process.interrupt()
                isInterrupted = true
            }
            if elapsed > seconds {
                kill(process.processIdentifier, SIGKILL)
                Issue.record("loadgen \(arguments) did not end within \(seconds) s", sourceLocation: location)
                break
            }
            usleep(5_000)
        }
        process.waitUntilExit()
        return Output(
            status: process.terminationStatus,
            standardOutput: try String(contentsOfFile: outputPath, encoding: .utf8),
            standardError: try String(contentsOfFile: errorPath, encoding: .utf8))
    }
}

/// A folder of files that goes with the value.
final class TemporaryFiles {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("loadgen-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The path of a file of this name, which need not exist.
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Writes a file and returns its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }
}
