import Foundation
import FoundationNetworking
import TestSupport

/// A `controller` that a test started; it ends with the value at the latest.
final class RunningController {
    let call: ToolCall
    /// Where it listens, by protocol, as it printed it.
    private(set) var addresses: [String: String] = [:]

    /// The built tool.
    static let tool = BuiltTool("controller")

    /// Options for ports that the system chooses.
    static let freePorts = ["--sccp", "127.0.0.1:0", "--sip", "127.0.0.1:0", "--admin", "127.0.0.1:0"]

    /// The controller was not ready, but ended.
    struct Ended: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts the tool, and waits until it says that it is ready.
    init(_ arguments: [String] = freePorts, errorSink: String? = nil) throws {
        call = try Self.tool.start(arguments, errorSink: errorSink)
        guard try call.wait(for: "ready", until: { call.standardOutput.hasSuffix("ready\n") }) else {
            throw Ended(description: "controller \(arguments): \(call.standardError)")
        }
        for line in call.standardOutput.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 2 { addresses[words[0]] = words[1] }
        }
    }

    /// Runs the tool to its end.
    static func run(_ arguments: [String], in folder: String? = nil) throws -> ToolCall.Output {
        try tool.start(arguments, in: folder).output()
    }

    /// What the admin interface says at a path.
    func get(_ path: String) throws -> String {
        guard let address = addresses["admin"], let url = URL(string: "http://\(address)\(path)") else {
            throw Ended(description: "there is no admin interface")
        }
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }

    /// Whether the admin interface says `text` at `path`, now or soon.
    func says(_ text: String, at path: String) throws -> Bool {
        try call.wait(for: "\(text) at \(path)") { try get(path).contains(text) }
    }

    /// Whether it says `text` on standard error, now or soon.
    func warns(_ text: String) throws -> Bool { try call.wait(for: text) { call.standardError.contains(text) } }

    /// Sends it a signal, and waits for its end.
    func end(_ signal: Int32 = SIGTERM) throws -> ToolCall.Output {
        call.signal(signal)
        return try call.output(within: 120)
    }
}
