import Glibc
import TestSupport
import Testing

/// A capture of the loopback interface by dumpcap, of Debian's package wireshark-common, which tshark depends on.
struct LoopbackCapture {
    private let call: ToolCall

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
        // dumpcap names its file once it captures.
        _ = try call.wait(for: "its capture") { call.standardError.contains("File: ") }
    }

    /// Ends it.
    func end() throws {
        // The kernel hands packets over in blocks; what is on its way now must still arrive.
        usleep(1_500_000)
        call.signal(SIGINT)
        let output = try call.output()
        #expect(output.status == 0, "\(output.standardError)")
    }
}
