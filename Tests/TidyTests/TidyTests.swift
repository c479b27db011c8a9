import Foundation
import Testing

/// Our own tree, held to the rules that a reader of it may rely on.
@Suite struct TidyTests {
    private static func sources() throws -> [SourceFile] {
        let files = try SourceTree.swiftFiles(in: "Sources")
        try #require(!files.isEmpty, "no sources found under \(SourceTree.root.path)")
        return files
    }

    @Test("No file in Sources is over 400 lines")
    func filesAreShort() throws {
        #expect(try LayoutRules.longFiles(Self.sources()) == [])
    }

    @Test("Sources do without banned text")
    func nothingBanned() throws {
        #expect(try BannedText.uses(in: Self.sources()) == [])
    }

    @Test("A target imports only from floors below its own")
    func importsGoDown() throws {
        #expect(try FloorRules.violations(in: Self.sources()) == [])
    }

    @Test("Every public declaration in Sources is documented")
    func publicIsDocumented() throws {
        #expect(try DocumentationRules.undocumented(in: Self.sources()) == [])
    }

    @Test("The top level holds the house and nothing beside it")
    func topLevelIsBare() throws {
        let ignoreFile = SourceTree.root.appendingPathComponent(".gitignore")
        let ignored = LayoutRules.patterns(ofIgnoreFile: try String(contentsOf: ignoreFile, encoding: .utf8))
        #expect(LayoutRules.strangers(atTopLevel: try SourceTree.topLevel(), ignored: ignored) == [])
    }
}
