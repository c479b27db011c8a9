/// Which build of the tool made a result: key `tool` of the result file.
public struct ToolSummary: Codable, Equatable, Sendable {
    /// The tool's version.
    public var version: String
    /// The source commit it was built from, or "unknown".
    public var commit: String
    /// The compiler's version.
    public var swift: String

    /// A build, described.
    public init(version: String, commit: String, swift: String) {
        self.version = version
        self.commit = commit
        self.swift = swift
    }
}
