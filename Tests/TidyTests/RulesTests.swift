import Testing

/// The rules find what they are for, and only that.
@Suite struct RulesTests {
    @Test("A file of 400 lines passes, one of 401 does not", arguments: [(400, 0), (401, 1)])
    func lineLimit(lineCount: Int, findings: Int) {
        let text = String(repeating: "x\n", count: lineCount)
        #expect(LayoutRules.longFiles([SourceFile("Sources/A/A.swift", text: text)]).count == findings)
    }

    @Test(
        "Banned text is found",
        arguments: [
            ("Workload", "let x = try! f()"), ("Workload", "let x = y as! Int"), ("LockFree", "fatalError(\"no\")"),
            ("Registration", "print(x)"), ("Registration", "let now = Date()"),
            ("Registration", "let now = ContinuousClock().now"),
            ("Registration", "var g = SystemRandomNumberGenerator()"),
            ("LoadEngine", "Thread.sleep(forTimeInterval: 1)"), ("LockFree", "atomicMemoryFence(ordering: .releasing)"),
            ("Workload", "// TODO: later"), ("Workload", "/// FIXME this"), ("Workload", "x() // XXX"),
            ("Workload", "let url = \"http://a\"; print(url)"),
        ])
    func findsBanned(target: String, line: String) {
        let file = SourceFile("Sources/\(target)/A.swift", text: "\n\(line)\n")
        let findings = BannedText.uses(in: [file])
        #expect(findings.map(\.place) == ["Sources/\(target)/A.swift:2"], "\(line)")
    }

    @Test(
        "What only looks like banned text passes",
        arguments: [
            ("loadgen", "print(x)"), ("Reporting", "print(x)"), ("Measurement", "let now = ContinuousClock().now"),
            ("Workload", "fingerprint(x)"), ("Workload", "let d = UpDate()"), ("Workload", "let x = y as? Int"),
            ("Registration", "/// Reads no ContinuousClock."), ("Workload", "let XXXL = 1"),
            ("Workload", "has! "), ("Workload", "debugPrint(x)"), ("Workload", "x() // never print(x)"),
        ])
    func passesLookalikes(target: String, line: String) {
        #expect(BannedText.uses(in: [SourceFile("Sources/\(target)/A.swift", text: line)]) == [])
    }

    @Test(
        "An import from the same floor or above is found",
        arguments: [
            ("LockFree", "import Registration"), ("Registration", "public import Measurement"),
            ("Workload", "@testable import LoadEngine"), ("Measurement", "internal import struct loadgen.Options"),
            ("Registration", "import Registration"), ("LoadEngine", "import Reporting"),
        ])
    func findsImportUpwards(target: String, line: String) {
        let findings = FloorRules.violations(in: [SourceFile("Sources/\(target)/A.swift", text: "\(line)\n")])
        #expect(findings.map(\.place) == ["Sources/\(target)/A.swift:1"])
    }

    @Test(
        "An import from below, of a library or in a comment passes",
        arguments: [
            ("Registration", "public import LockFree"), ("LockFree", "internal import CPlatform"),
            ("LockFree", "import Synchronization"), ("LockFree", "// import Registration"),
            ("loadgen", "import LoadEngine"), ("LockFree", "let important = Registration.self"),
        ])
    func passesImportDownwards(target: String, line: String) {
        #expect(FloorRules.violations(in: [SourceFile("Sources/\(target)/A.swift", text: line)]) == [])
    }

    @Test("A target without a floor is found")
    func findsUnknownTarget() {
        #expect(FloorRules.violations(in: [SourceFile("Sources/Helpers/A.swift", text: "")]).count == 1)
    }

    @Test(
        "A public declaration without a comment is found",
        arguments: [
            "public struct A {}", "    public var a: Int", "// Not a doc comment.\npublic func f() {}",
            "/// Of the line above.\n\npublic func f() {}", "@inlinable public func f() {}",
            "@safe\npublic struct A {}", "open class A {}", "/// Doc.\nlet x = 1\npublic let y = 2",
        ])
    func findsUndocumented(text: String) {
        #expect(DocumentationRules.undocumented(in: [SourceFile("Sources/A/A.swift", text: text)]).count == 1)
    }

    @Test(
        "Documented, internal and importing lines pass",
        arguments: [
            "/// Doc.\npublic struct A {}", "/// Doc.\n@safe\npublic struct A {}", "struct A {}",
            "/// Doc.\n@inlinable public func f() {}", "public import LockFree", "public extension A {}",
            "private let isPublic = 1", "// public struct A {}",
        ])
    func passesDocumented(text: String) {
        #expect(DocumentationRules.undocumented(in: [SourceFile("Sources/A/A.swift", text: text)]) == [])
    }

    @Test("A stranger at the top level is found; dot files and ignored files pass")
    func findsStrangers() {
        let ignored = LayoutRules.patterns(
            ofIgnoreFile: "# made\n.build/\nPackage.resolved\n*.hlog\nperf.data*\nout/\n")
        let names = [
            "Package.swift", "Sources", ".ci", "run.hlog", "perf.data.old", "out", "notes.txt", "Utils", "hlog",
        ]
        #expect(LayoutRules.strangers(atTopLevel: names, ignored: ignored) == ["Utils", "hlog", "notes.txt"])
    }
}
