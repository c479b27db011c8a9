internal import Foundation

/// The samplers of commits, built once each and kept under the checkout's `.build/gate`.
///
/// Commits are built in one folder of files, one after the other, and with one of intermediate files: a build compiles only what its commit
/// does not share with the one before. One gate at a time holds the folder.
public struct BuildCache: ~Copyable {
    private let repository: Repository
    private let child: ChildProcess
    private let folder: String
    private let lock: FolderLock

    /// The cache of `repository`, held until the value goes.
    public init(_ repository: Repository, child: ChildProcess) throws(GateError) {
        self.repository = repository
        self.child = child
        folder = repository.folder + "/.build/gate"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch { throw .system("cannot make \(folder): \(error.localizedDescription)") }
        lock = try FolderLock(folder)
    }

    /// The path of the sampler of `build`, which is built if it is not there.
    ///
    /// - Parameter willBuild: called before a build, which takes some minutes.
    public func sampler(of build: GateBuild, willBuild: () -> Void) throws(GateError) -> String {
        let place = "\(folder)/samplers/\(build.commit)"
        let sampler = "\(place)/\(Self.product)"
        if FileManager.default.isExecutableFile(atPath: sampler) { return sampler }
        willBuild()
        let built = try compile(build)
        do {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            // Moved at last, so that an interrupted copy is not taken for the whole.
            let partial = place + "/partial"
            try? FileManager.default.removeItem(atPath: partial)
            try FileManager.default.copyItem(atPath: built, toPath: partial)
            try FileManager.default.moveItem(atPath: partial, toPath: sampler)
        } catch { throw .system("cannot keep the sampler of \(build.label): \(error.localizedDescription)") }
        return sampler
    }

    /// What is built: no more of a commit than its samples need.
    private static let product = "sampler"

    /// Every function begins on a cache line of its own. Otherwise a few bytes more in one function move all that follow to other
    /// places in their lines, and a path that nobody touched is measured a few per cent slower or faster.
    private static let alignment = ["-Xswiftc", "-Xllvm", "-Xswiftc", "-align-all-functions=6"]

    /// Builds the sampler; returns where the package manager put it.
    private func compile(_ build: GateBuild) throws(GateError) -> String {
        let checkout = folder + "/checkout"
        try repository.checkOut(build.commit, at: checkout)
        let command =
            ["swift", "build", "-c", "release", "--product", Self.product, "--scratch-path", folder + "/scratch"]
            + Self.alignment
        let output = try child.run(command, in: checkout, secondsMax: 1_800)
        guard output.status == 0 else {
            let said = output.text + output.errors
            throw said.contains("no product named")
                ? .cannotSample(build.label, role: build.role, output: said)
                : .doesNotBuild(build.label, role: build.role, output: said)
        }
        let place = try child.run(command + ["--show-bin-path"], in: checkout, secondsMax: 300)
        return place.text.trimmingCharacters(in: .whitespacesAndNewlines) + "/\(Self.product)"
    }
}

/// A lock that the system gives back when the process ends, however it ends.
private struct FolderLock: ~Copyable {
    private let descriptor: Int32

    init(_ folder: String) throws(GateError) {
        descriptor = unsafe open(folder + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system("cannot open \(folder)/lock: error \(errno)") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .busy(folder)
        }
    }

    deinit { close(descriptor) }
}
