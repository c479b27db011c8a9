import Glibc
import TestSupport
import Testing

/// The built `loadgen` under way, with a port at which it is looked at.
final class ObservedLoadgen {
    private let call: ToolCall
    /// The port.
    private(set) var port = 0

    /// Starts it, and waits until it says where its port is.
    init(_ arguments: [String]) throws {
        call = try BuiltTool("loadgen").start(arguments + ["--metrics-port", "0"])
        var found: Int?
        _ = try call.wait(for: "its port") {
            found = call.standardError.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\//).flatMap { Int($0.1) }
            return found != nil
        }
        port = try #require(found, "\(call.standardError)")
    }

    /// What is at a path of its port.
    func get(_ path: String) throws -> String {
        let output = try DebianProgram("curl", package: "curl").start([
            "--silent", "--show-error", "--fail", "--noproxy", "*", "--max-time", "30",
            "http://127.0.0.1:\(port)\(path)",
        ]).output()
        try #require(output.status == 0, "curl: \(output.standardError)")
        return output.standardOutput
    }

    /// Ends it as Ctrl-C would.
    func end() throws {
        call.signal(SIGINT)
        _ = try call.output(within: 120)
    }
}
