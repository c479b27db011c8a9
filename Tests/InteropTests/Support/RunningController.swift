import Glibc
import TestSupport
import Testing

/// A `controller` as it was built beside these tests: a process of its own that one test starts, and ends by its id.
final class RunningController {
    /// Where it speaks SCCP, speaks SIP, and is looked at.
    private(set) var sccp = Place(host: "", port: 0)
    private(set) var sip = Place(host: "", port: 0)
    private(set) var admin = Place(host: "", port: 0)

    private let call: ToolCall
    private let files: TemporaryFiles

    /// It ended when it should not have.
    struct Ended: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts one with a configuration in YAML and returns when devices can register.
    ///
    /// - Parameters:
    ///   - sccp: where it listens; a port of 0 is one that the system chooses.
    ///   - descriptorCountMax: what the system lets it have; `nil` for as many as this process.
    init(
        _ configuration: String = "", sccp: Place = Place(host: "127.0.0.1", port: 0), descriptorCountMax: Int? = nil
    ) throws {
        files = try TemporaryFiles()
        let free = Place(host: sccp.host, port: 0)
        var arguments = configuration.isEmpty ? [] : [try files.write(configuration, to: "controller.yaml")]
        arguments += ["--sccp", "\(sccp)", "--sip", "\(free)", "--admin", "\(free)"]
        call = try BuiltTool("controller").start(arguments, descriptorCountMax: descriptorCountMax)
        try wait(for: "ready") { call.standardOutput.hasSuffix("ready\n") }
        try readPlaces()
    }

    /// The number by which the system knows the process.
    var processIdentifier: Int32 { call.processIdentifier }

    /// What it said on standard error.
    var log: String { call.standardError }

    /// Ends it as an operator would, and expects that it ends as asked.
    func end(location: SourceLocation = #_sourceLocation) throws {
        call.signal(SIGTERM)
        let output = try call.output()
        #expect(output.hasExited && output.status == 0, sourceLocation: location)
    }

    /// Waits, for as long as is for hangs only, until something holds.
    func wait(for event: String, _ holds: () throws -> Bool) throws {
        guard try call.wait(for: event, until: holds) else {
            throw Ended(description: "controller ended before it was \(event), and said: \(log)")
        }
    }

    private func readPlaces() throws {
        for line in call.standardOutput.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, let place = Place(words[1]) else { continue }
            switch words[0] {
            case "sccp": sccp = place
            case "sip": sip = place
            case "admin": admin = place
            default: break
            }
        }
        try #require(sccp.port > 0 && sip.port > 0 && admin.port > 0, "it said where it listens")
    }
}
