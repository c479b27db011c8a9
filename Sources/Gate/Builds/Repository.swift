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

    /// Makes the files in `path` those of `commit`, and leaves alone the ones that are already: they will not be compiled again.
    ///
    /// No work tree of git's, which would have to be taken away whatever happens: an index beside the folder remembers what is in it, and
    /// git looks whether that still holds, so what was cut off or changed by others is put right. One caller at a time.
    func checkOut(_ commit: String, at path: String) throws(GateError) {
        let index = path + ".index"
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw .system("cannot make \(path): \(error.localizedDescription)")
        }
        // Left by one that was ended by force.
        try? FileManager.default.removeItem(atPath: index + ".lock")
        let output = try child.run(
            ["GIT_INDEX_FILE=\(index)", "git", "--work-tree=\(path)", "read-tree", "--reset", "-u", commit], in: folder,
            secondsMax: 120)
        guard output.status == 0 else { throw .system("git cannot check out \(commit): \(output.errors)") }
    }

    private func git(_ arguments: [String]) throws(GateError) -> ChildProcess.Output {
        try child.run(["git"] + arguments, in: folder, secondsMax: 120)
    }
}
