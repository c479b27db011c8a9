import Foundation
import TestSupport
import Testing

/// `gate`, `instructions` and `hotpaths` as their user calls them.
@Suite struct GateCommandTests {
    @Test("A base that git does not know is no baseline, and the message says what to do")
    func unknownBase() throws {
        let output = try Tool.run(["gate", "--base", "no-such-commit"])
        #expect(output.status == 5)
        #expect(output.standardError.contains("git knows no commit \"no-such-commit\""))
        #expect(output.standardOutput.isEmpty)
    }

    @Test("What is not committed would not be measured, so the gate refuses; named commits it compares all the same")
    func uncommitted() throws {
        let repository = try ScratchRepository()
        _ = try repository.commit("Package.swift", "no manifest")
        try repository.write("b.txt", "new")
        let refused = try Tool.run(["gate", "--base", "HEAD"], in: repository.path)
        #expect(refused.status == 64)
        #expect(refused.standardError.contains("b.txt") && refused.standardError.contains("commit or stash"))
        let named = try Tool.run(["gate", "--base", "HEAD", "--head", "HEAD"], in: repository.path, seconds: 120)
        #expect(named.status == 5 && named.standardError.contains("does not build"))
        #expect(try repository.workTrees() == 1)
    }

    @Test("Ctrl-C in a build exits 130 and leaves no work tree")
    func interrupted() throws {
        let repository = try ScratchRepository()
        // A manifest that takes as long as it is let.
        _ = try repository.commit(
            "Package.swift",
            """
            // swift-tools-version: 6.2
            import PackageDescription
            import Foundation
            Thread.sleep(forTimeInterval: 60)
            let package = Package(name: "slow")
            """)
        let output = try Tool.run(["gate", "--base", "HEAD"], in: repository.path, interruptAfter: 2)
        #expect(output.status == 130, "\(output.standardError)")
        #expect(output.standardError.contains("nothing is left behind"))
        #expect(try repository.workTrees() == 1)
    }

    @Test("Outside a checkout there is nothing to compare")
    func outside() throws {
        let folder = FileManager.default.temporaryDirectory.path
        let output = try Tool.run(["gate", "--base", "HEAD"], in: folder)
        #expect(output.status == 64 && output.standardError.contains("no git checkout"))
    }

    @Test("A head that git does not know, and numbers out of range, are usage errors")
    func usage() throws {
        for arguments in [
            ["gate", "--base", "HEAD", "--head", "no-such-commit"], ["gate", "--base", "HEAD", "--rounds", "1"],
            ["gate", "--base", "HEAD", "--passes", "-1"], ["gate"], ["hotpaths", "no.such.path"],
            ["hotpaths", "--devices", "0"], ["hotpaths", "--threads", "65"],
            ["instructions", "--renew"], ["instructions", "--reason", "because"],
        ] {
            let output = try Tool.run(arguments)
            #expect(output.status == 64, "\(arguments)")
            #expect(!output.standardError.isEmpty, "\(arguments)")
        }
    }

    @Test("No file of limits is no baseline")
    func noLimits() throws {
        let output = try Tool.run(["instructions", "--limits", "/no/such/file.json"])
        #expect(output.status == 5 && output.standardError.contains("--renew --reason"))
    }

    @Test("Hot paths are timed by name; a name that is nearly right is suggested")
    func hotPaths() throws {
        let output = try Tool.run(["hotpaths", "token.grant", "cycle", "--devices", "500", "--repetitions", "3"])
        #expect(output.status == 0)
        let lines = output.standardOutput.split(separator: "\n")
        #expect(lines.count == 3 && lines[1].hasPrefix("token.grant") && lines[2].hasPrefix("cycle"))
        let wrong = try Tool.run(["hotpaths", "token.grand"])
        #expect(wrong.standardError.contains("did you mean token.grant?"))
    }
}
