import Foundation
import Measurement
import TestSupport
import Testing

@testable import Gate

/// The gate's dealings with git and the compiler, in repositories that the tests make.
@Suite struct RepositoryTests {
    private func opened(_ repository: ScratchRepository) throws -> Repository {
        try Repository(containing: repository.path, child: ChildProcess())
    }

    @Test("References resolve to commits; a dash is no reference")
    func references() throws {
        let repository = try ScratchRepository()
        let first = try repository.commit("a.txt", "1")
        let second = try repository.commit("a.txt", "2")
        let checkout = try opened(repository)
        #expect(try checkout.commit("HEAD", role: .head) == second)
        #expect(try checkout.commit("HEAD~1", role: .base) == first)
        #expect(throws: GateError.unknownReference("nowhere", role: .base)) {
            try checkout.commit("nowhere", role: .base)
        }
        #expect(throws: GateError.unknownReference("--all", role: .head)) { try checkout.commit("--all", role: .head) }
    }

    @Test("What no commit holds is found: changed, new, and deleted")
    func uncommitted() throws {
        let repository = try ScratchRepository()
        _ = try repository.commit("a.txt", "1")
        #expect(try opened(repository).uncommittedFiles() == [])
        try repository.write("a.txt", "2")
        try repository.write("b.txt", "new")
        #expect(Set(try opened(repository).uncommittedFiles()) == ["a.txt", "b.txt"])
    }

    @Test("A folder outside any checkout is said to be one")
    func outside() throws {
        let folder = try ScratchFolder("gate-tests")
        #expect(throws: GateError.notARepository(folder.path)) {
            try Repository(containing: folder.path, child: ChildProcess())
        }
    }

    @Test("Commits that are checked out one after the other leave alone what they share, so it is not compiled again")
    func sharedFilesStay() throws {
        let repository = try ScratchRepository()
        _ = try repository.commit("shared.txt", "1")
        let first = try repository.commit("changed.txt", "1")
        let second = try repository.commit("changed.txt", "2")
        let checkout = try opened(repository)
        let tree = checkout.folder + "/.build/tree"
        func identity(_ name: String) throws -> [NSObject?] {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(tree)/\(name)")
            return [facts[.systemFileNumber] as? NSObject, facts[.modificationDate] as? NSObject]
        }
        try checkout.checkOut(first, at: tree)
        let before = try identity("shared.txt")
        #expect(!before.contains(nil))
        try checkout.checkOut(second, at: tree)
        #expect(try identity("shared.txt") == before)
        #expect(try String(contentsOfFile: tree + "/changed.txt", encoding: .utf8) == "2")
        #expect(try repository.workTrees() == 1)
        #expect(try checkout.uncommittedFiles().allSatisfy { $0.hasPrefix(".build/") })
    }

    @Test("What was changed, deleted or cut off since is put right when a commit is checked out again")
    func disturbedFilesArePutRight() throws {
        let repository = try ScratchRepository()
        _ = try repository.commit("a.txt", "1")
        let commit = try repository.commit("b/c.txt", "2")
        let checkout = try opened(repository)
        let tree = checkout.folder + "/.build/tree"
        try checkout.checkOut(commit, at: tree)
        try "else".write(toFile: tree + "/a.txt", atomically: true, encoding: .utf8)
        try FileManager.default.removeItem(atPath: tree + "/b")
        try "".write(toFile: tree + ".index.lock", atomically: true, encoding: .utf8)
        try checkout.checkOut(commit, at: tree)
        #expect(try String(contentsOfFile: tree + "/a.txt", encoding: .utf8) == "1")
        #expect(try String(contentsOfFile: tree + "/b/c.txt", encoding: .utf8) == "2")
        try FileManager.default.removeItem(atPath: tree)
        try checkout.checkOut(commit, at: tree)
        #expect(try String(contentsOfFile: tree + "/a.txt", encoding: .utf8) == "1")
    }

    @Test(
        "A base that does not compile is no baseline, and leaves no work tree", arguments: [GateBuild.Role.base, .head])
    func doesNotBuild(role: GateBuild.Role) throws {
        let repository = try ScratchRepository()
        let commit = try repository.commit("Package.swift", "this is no manifest")
        let checkout = try opened(repository)
        let cache = try BuildCache(checkout, child: ChildProcess())
        let build = GateBuild(role: role, name: "HEAD", commit: commit)
        let error = #expect(throws: GateError.self) { try cache.sampler(of: build) {} }
        guard case .doesNotBuild(_, role, let output) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(output.contains("error"))
        #expect(error?.exitCode == (role == .base ? .noBaseline : .unexpectedFailure))
        #expect(try repository.workTrees() == 1)
    }

    @Test("A base that has no sampler yet is no baseline, and is called older than the gate")
    func olderThanTheGate() throws {
        let repository = try ScratchRepository()
        _ = try repository.commit("Sources/older/Older.swift", "let older = true")
        let commit = try repository.commit(
            "Package.swift",
            """
            // swift-tools-version: 6.2
            import PackageDescription
            let package = Package(name: "older", targets: [.target(name: "older")])
            """)
        let cache = try BuildCache(try opened(repository), child: ChildProcess())
        let build = GateBuild(role: .base, name: "HEAD", commit: commit)
        let error = #expect(throws: GateError.self) { try cache.sampler(of: build) {} }
        guard case .cannotSample = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.exitCode == .noBaseline && "\(String(describing: error))".contains("older than the gate"))
    }

    @Test("An interrupt ends the build, and leaves no work tree")
    func interrupted() throws {
        let repository = try ScratchRepository()
        // A manifest that takes as long as it is let.
        let commit = try repository.commit(
            "Package.swift",
            """
            // swift-tools-version: 6.2
            import PackageDescription
            import Foundation
            Thread.sleep(forTimeInterval: 60)
            let package = Package(name: "slow")
            """)
        let child = ChildProcess()
        let checkout = try Repository(containing: repository.path, child: child)
        let cache = try BuildCache(checkout, child: child)
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { child.interrupt() }
        #expect(throws: GateError.interrupted) {
            try cache.sampler(of: GateBuild(role: .base, name: "HEAD", commit: commit)) {}
        }
        #expect(try repository.workTrees() == 1)
    }

    @Test("Two gates do not work in one checkout at once")
    func busy() throws {
        let repository = try ScratchRepository()
        _ = try repository.commit("a.txt", "1")
        let checkout = try opened(repository)
        let first = try BuildCache(checkout, child: ChildProcess())
        #expect(throws: GateError.busy(checkout.folder + "/.build/gate")) {
            _ = try BuildCache(checkout, child: ChildProcess())
        }
        _ = consume first
        _ = try BuildCache(checkout, child: ChildProcess())
    }
}

@Suite struct ChildProcessTests {
    @Test("Output, errors and status come back, signals as 128 and their number")
    func output() throws {
        let child = ChildProcess()
        let output = try child.run(["sh", "-c", "echo out; echo err >&2; exit 3"], in: "/", secondsMax: 30)
        #expect(output.status == 3 && output.text == "out\n" && output.errors == "err\n")
        #expect(try child.run(["sh", "-c", "kill -9 $$"], in: "/", secondsMax: 30).status == 137)
    }

    @Test("More output than a pipe holds does not stop the program")
    func muchOutput() throws {
        let output = try ChildProcess().run(["sh", "-c", "yes | head -n 500000"], in: "/", secondsMax: 60)
        #expect(output.text.utf8.count == 1_000_000)
    }

    @Test("A program that takes too long is ended")
    func tooSlow() {
        #expect(throws: GateError.tooSlow(seconds: 1)) {
            try ChildProcess().run(["sleep", "60"], in: "/", secondsMax: 1)
        }
    }

    @Test("After an interrupt nothing runs")
    func interrupted() throws {
        let child = ChildProcess()
        child.interrupt()
        #expect(throws: GateError.interrupted) { try child.run(["true"], in: "/", secondsMax: 10) }
    }
}
