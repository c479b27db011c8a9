import Foundation
import TestSupport
import Testing

/// A capture of the loopback interface by dumpcap, of Debian's package wireshark-common, which tshark depends on.
struct LoopbackCapture {
    private let call: ToolCall
    private let path: String

    /// Whether the system lets us capture at all: containers often do not.
    static let isPossible: Bool = {
        let arguments = ["-i", "lo", "-p", "-q", "-a", "duration:1", "-w", "/dev/null"]
        let output = try? DebianProgram("dumpcap", package: "wireshark-common").start(arguments).output(within: 60)
        return output?.status == 0
    }()

    /// Begins to write what goes through a port to "storm.pcap" in a folder.
    init(port: UInt16, into files: TemporaryFiles) throws {
        let arguments = ["-i", "lo", "-p", "-q", "-f", "port \(port)", "-w", files.path("storm.pcap")]
        let call = try DebianProgram("dumpcap", package: "wireshark-common").start(arguments)
        self.call = call
        path = files.path("storm.pcap")
        // dumpcap names its file once it captures.
        _ = try call.wait(for: "its capture") { call.standardError.contains("File: ") }
    }

    /// Ends it, once nothing more comes.
    ///
    /// dumpcap writes out what it has twice a second. It is killed: threads of the tests block other signals, and so do the programs that
    /// they start, for good.
    func end() throws {
        var (size, quiet) = (-1, 0)
        _ = try call.wait(for: "a quiet wire") {
            let now = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            // Looked at every 5 ms: 2 s.
            quiet = now == size ? quiet + 1 : 0
            size = now
            return quiet >= 400
        }
        call.signal(SIGKILL)
        _ = try call.output()
    }
}
