internal import Foundation

/// The git checkout whose commits are compared.
public struct Repository: Sendable {
    /// Its top folder.
    public let folder: String
    private let child: ChildProcess

    /// The checkout that `folder` is in.
    public init(containing folder: String, child: ChildProcess) throws(GateError) {
        let output = try child.run(["git", "rev-parse", "--show-toplevel"], in: folder, secondsMax: 30)
        guard output.status == 0 else { throw .notARepository(folder) }
        self.folder = output.text.trimmingCharacters(in: .whitespacesAndNewlines)
        self.child = child
    }

    /// The full hash of the commit that `name` stands for.
    public func commit(_ name: String, role: GateBuild.Role) throws(GateError) -> String {
        // A name that begins with a dash would be an option.
        guard !name.isEmpty, !name.hasPrefix("-") else { throw .unknownReference(name, role: role) }
        let output = try git(["rev-parse", "--verify", "--quiet", "\(name)^{commit}"])
        guard output.status == 0 else { throw .unknownReference(name, role: role) }
        return output.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Files that differ from the last commit or are in none.
    public func uncommittedFiles() throws(GateError) -> [String] {
        let output = try git(["status", "--porcelain"])
        guard output.status == 0 else { throw .system("git status: \(output.errors)") }
        return output.text.split(separator: "\n").map { String($0.dropFirst(3)) }
    }

    /// Puts the files of `commit` into `path`, a work tree of this repository's.
    func addWorkTree(_ commit: String, at path: String) throws(GateError) {
        let output = try git(["worktree", "add", "--force", "--detach", path, commit])
        guard output.status == 0 else { throw .system("git worktree: \(output.errors)") }
    }

    /// Takes a work tree away, whatever is in it, and forgets it. Also after an interrupt.
    func removeWorkTree(at path: String) {
        _ = try? child.run(["git", "worktree", "remove", "--force", path], in: folder, secondsMax: 60, isCleanup: true)
        // One that git never knew, or no longer knows.
        try? FileManager.default.removeItem(atPath: path)
        _ = try? child.run(["git", "worktree", "prune"], in: folder, secondsMax: 60, isCleanup: true)
    }

    private func git(_ arguments: [String]) throws(GateError) -> ChildProcess.Output {
        try child.run(["git"] + arguments, in: folder, secondsMax: 120)
    }
}
