import Foundation

/// A git repository of a test's own, gone with the value.
public final class ScratchRepository {
    /// Its top folder.
    public let path: String

    /// A call of git that failed.
    public struct GitFailure: Error {
        /// What was called.
        public let arguments: [String]
    }

    /// An empty repository that ignores `.build`.
    public init() throws {
        path = FileManager.default.temporaryDirectory.path + "/gate-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try git("init", "--quiet", "--initial-branch", "main")
        try write(".gitignore", ".build\n")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file without committing it.
    public func write(_ name: String, _ text: String) throws {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    /// Commits everything with this file; returns the commit.
    public func commit(_ name: String, _ text: String) throws -> String {
        try write(name, text)
        try git("add", "--all")
        try git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "A commit")
        return try git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Work trees that git knows, the main one included.
    public func workTrees() throws -> Int {
        try git("worktree", "list", "--porcelain").split(separator: "\n").count { $0.hasPrefix("worktree ") }
    }

    @discardableResult
    private func git(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw GitFailure(arguments: arguments) }
        return text
    }
}
