import Foundation
import Measurement

/// Which build of the tool this is.
enum ToolFacts {
    static let version = "0.1.0"

    /// Where this very tool is.
    static var path: String { URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path }

    /// What result files say of the tool. The commit is that of the checkout the tool is run in, where there is one.
    static func summary() -> ToolSummary {
        ToolSummary(version: version, commit: commit(), swift: compiler)
    }

    static var compiler: String {
        #if swift(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    private static func commit() -> String {
        let git = Process()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = ["git", "rev-parse", "--short=12", "HEAD"]
        let output = Pipe()
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        guard (try? git.run()) != nil else { return "unknown" }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        git.waitUntilExit()
        let commit = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return git.terminationStatus == 0 && !commit.isEmpty ? commit : "unknown"
    }
}
