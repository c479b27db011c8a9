import Foundation
import Glibc
import TestSupport
import Testing

/// Kamailio as Debian installs it, with the configuration that the README shows: a process of its own that one test starts, and ends by its id.
final class RunningKamailio {
    /// Where it listens, over UDP and TCP.
    let place: Place
    private let call: ToolCall
    private let files: TemporaryFiles

    /// Starts one and returns when it answers.
    init() throws {
        files = try TemporaryFiles()
        place = Place(host: "127.0.0.1", port: try LoopbackSocket.freePort())
        // In the foreground; 128 MiB for all its processes.
        call = try DebianProgram("kamailio", package: "kamailio").start([
            "-f", Self.configuration, "-l", "udp:\(place)", "-l", "tcp:\(place)", "-DD", "-E", "-m", "128", "-M", "16",
            "-Y",
            files.path(""),
        ])
        let isReady = try call.wait(for: "its control socket", seconds: 60) { (try? acceptedCount()) != nil }
        try #require(isReady, "kamailio ended before it was ready: \(call.standardError)")
    }

    deinit {
        call.signal(SIGTERM)
        _ = try? call.output(within: 30)
    }

    /// The command that tells how many registrations it has accepted.
    var countCommand: String { "kamcmd -s unix:\(files.path("kamailio_ctl")) stats.get_statistics accepted_regs" }

    private func acceptedCount() throws -> String? {
        let socket = files.path("kamailio_ctl")
        guard FileManager.default.fileExists(atPath: socket) else { return nil }
        let output = try DebianProgram("kamcmd", package: "kamailio").start([
            "-s", "unix:\(socket)", "stats.get_statistics", "accepted_regs",
        ]).output(within: 30)
        return output.status == 0 && output.standardOutput.contains("accepted_regs") ? output.standardOutput : nil
    }

    private static var configuration: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Benchmarks/Registrars/kamailio.cfg").path
    }
}
