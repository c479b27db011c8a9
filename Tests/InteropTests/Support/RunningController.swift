import Foundation
import Testing

/// A `controller` as it was built beside these tests: a process of its own that one test starts, and ends by its id.
final class RunningController {
    /// Where it speaks SCCP, speaks SIP, and is looked at.
    private(set) var sccp = Place(host: "", port: 0)
    private(set) var sip = Place(host: "", port: 0)
    private(set) var admin = Place(host: "", port: 0)

    private let process = Process()
    private let folder: TemporaryFolder

    /// What comes of a start or an end that should not.
    enum Failure: Error, CustomStringConvertible {
        case notBuilt(path: String)
        case ended(status: Int32, said: String)
        case hung(waitingFor: String, said: String)

        var description: String {
            switch self {
            case .notBuilt(let path): "no tool at \(path): build the product controller"
            case .ended(let status, let said): "controller ended with \(status) and said: \(said)"
            case .hung(let event, let said): "controller hung before it was \(event), and said: \(said)"
            }
        }
    }

    /// Starts one with a configuration in YAML and returns when devices can register.
    ///
    /// - Parameters:
    ///   - sccp: where it listens; a port of 0 is one that the system chooses.
    ///   - descriptorCountMax: what the system lets it have; `nil` for as many as this process.
    init(
        _ configuration: String = "", sccp: Place = Place(host: "127.0.0.1", port: 0), descriptorCountMax: Int? = nil
    ) throws {
        folder = try TemporaryFolder()
        let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let tool = products.appendingPathComponent("controller").path
        guard FileManager.default.isExecutableFile(atPath: tool) else { throw Failure.notBuilt(path: tool) }
        let free = Place(host: sccp.host, port: 0)
        var arguments = configuration.isEmpty ? [] : [try folder.write(configuration, to: "controller.yaml")]
        arguments += ["--sccp", "\(sccp)", "--sip", "\(free)", "--admin", "\(free)"]
        if let descriptorCountMax {
            // The shell gives its place, and with it its id, to the controller.
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "ulimit -n \(descriptorCountMax) && exec \"$0\" \"$@\"", tool] + arguments
        } else {
            process.executableURL = URL(fileURLWithPath: tool)
            process.arguments = arguments
        }
        process.standardInput = FileHandle.nullDevice
        for file in ["out", "err"] { try folder.write("", to: file) }
        process.standardOutput = FileHandle(forWritingAtPath: folder.path("out"))
        process.standardError = FileHandle(forWritingAtPath: folder.path("err"))
        try process.run()
        do {
            try wait(for: "ready") { folder.text(of: "out").hasSuffix("ready\n") }
            try readPlaces()
        } catch {
            end(by: SIGKILL)
            throw error
        }
    }

    deinit { end(by: SIGKILL) }

    /// The number by which the system knows the process.
    var processIdentifier: Int32 { process.processIdentifier }

    /// What it said on standard error.
    var log: String { folder.text(of: "err") }

    /// Ends it as an operator would, and expects that it ends as asked.
    func end(location: SourceLocation = #_sourceLocation) throws {
        kill(process.processIdentifier, SIGTERM)
        let started = ContinuousClock.now
        while process.isRunning, started.duration(to: .now) < .seconds(120) { usleep(5_000) }
        guard !process.isRunning else {
            end(by: SIGKILL)
            throw Failure.hung(waitingFor: "ended", said: log)
        }
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0, sourceLocation: location)
    }

    private func end(by signal: Int32) {
        guard process.isRunning else { return }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    /// Waits up to two minutes, which is for hangs only, until something holds.
    func wait(for event: String, _ holds: () throws -> Bool) throws {
        let started = ContinuousClock.now
        while try !holds() {
            guard process.isRunning else {
                process.waitUntilExit()
                throw Failure.ended(status: process.terminationStatus, said: log)
            }
            guard started.duration(to: .now) < .seconds(120) else { throw Failure.hung(waitingFor: event, said: log) }
            usleep(20_000)
        }
    }

    private func readPlaces() throws {
        for line in folder.text(of: "out").split(separator: "\n") {
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
