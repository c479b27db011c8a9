import Foundation

@testable import Gate

/// A git repository of a test's own, gone with the value.
final class ScratchRepository {
    let path: String
    private let child = ChildProcess()

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/gate-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try git("init", "--quiet", "--initial-branch", "main")
        try write(".gitignore", ".build\n")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open() throws -> Repository { try Repository(containing: path, child: child) }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }

    /// Commits everything with this file; returns the commit.
    func commit(_ name: String, _ text: String) throws -> String {
        try write(name, text)
        try git("add", "--all")
        try git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "A commit")
        return try git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Work trees that git knows, the main one included.
    func workTrees() throws -> Int {
        try git("worktree", "list", "--porcelain").split(separator: "\n").count { $0.hasPrefix("worktree ") }
    }

    @discardableResult
    private func git(_ arguments: String...) throws -> String {
        let output = try child.run(["git"] + arguments, in: path, secondsMax: 60)
        guard output.status == 0 else { throw GateError.system("git \(arguments): \(output.errors)") }
        return output.text
    }
}
