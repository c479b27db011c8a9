import Foundation
import TestSupport
import Testing

/// A terminal of a test's own, with a shell in it: a server of tmux that ends with the value.
final class TmuxTerminal {
    private static let tmux = DebianProgram("tmux", package: "tmux")
    private let name = "loadgen-\(UUID().uuidString)"

    /// A terminal of that size, with these variables in its environment.
    init(columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws {
        var arguments = ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        // Whoever runs the tests may have refused colour for their own output.
        for (key, value) in environment.merging(["NO_COLOR": ""], uniquingKeysWith: { given, _ in given }) {
            arguments += ["-e", "\(key)=\(value)"]
        }
        _ = try call(arguments + ["env PS1='$ ' sh"])
        try wait(for: "a prompt") { $0.contains("$") }
    }

    deinit { _ = try? call(["kill-server"]) }

    /// What is on the screen; with `escapes`, its colours too.
    func screen(escapes: Bool = false) throws -> String {
        try call(["capture-pane", "-p"] + (escapes ? ["-e"] : []))
    }

    /// Presses keys, each by its name in tmux.
    func press(_ keys: String...) throws { _ = try call(["send-keys"] + keys) }

    /// Types a line and ends it.
    func type(_ line: String) throws {
        _ = try call(["send-keys", "-l", line])
        try press("Enter")
    }

    /// Waits until the screen is as wanted, and returns it.
    @discardableResult
    func wait(
        for goal: String, seconds: Double = 60, location: SourceLocation = #_sourceLocation,
        _ holds: (String) -> Bool
    ) throws -> String {
        let end = Date().addingTimeInterval(seconds)
        var last = ""
        while Date() < end {
            last = try screen()
            if holds(last) { return last }
            usleep(50_000)
        }
        Issue.record("\(goal) did not come within \(seconds) s; on the screen:\n\(last)", sourceLocation: location)
        return last
    }

    private func call(_ arguments: [String]) throws -> String {
        let output = try Self.tmux.start(["-L", name] + arguments).output(within: 30)
        try #require(output.status == 0, "tmux \(arguments.joined(separator: " ")): \(output.standardError)")
        return output.standardOutput
    }
}
