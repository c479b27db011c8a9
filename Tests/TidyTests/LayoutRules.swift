/// How large files are, and what lies where.
enum LayoutRules {
    static let lineMax = 400

    /// Files that are too long to be about one thing.
    static func longFiles(_ files: [SourceFile]) -> [Finding] {
        files.filter { $0.lineCount > lineMax }.map {
            Finding($0, "has \($0.lineCount) lines; move an aspect of at most \(lineMax) into Type+Aspect.swift")
        }
    }

    private static let topLevel: Set<String> = [
        "Package.swift", "Package.resolved", "Sources", "Tests", "Benchmarks", "dashboards", "README.md",
    ]

    /// Names that do not belong at the top level. Dot files do, and so does what git is told to ignore there.
    static func strangers(atTopLevel names: [String], ignored: [String]) -> [String] {
        names.filter { name in
            !name.hasPrefix(".") && !topLevel.contains(name) && !ignored.contains { matches(name, pattern: $0) }
        }.sorted()
    }

    /// The patterns of a .gitignore file; folders lose their slash.
    static func patterns(ofIgnoreFile text: String) -> [String] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            String(line.hasSuffix("/") ? line.dropLast() : line)
        }
    }

    /// Whether `name` fits a pattern with at most one star.
    private static func matches(_ name: String, pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return name == pattern }
        return name.count >= pattern.count - 1 && name.hasPrefix(parts[0]) && name.hasSuffix(parts[1])
    }
}
