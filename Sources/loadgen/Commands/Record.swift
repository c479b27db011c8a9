import ArgumentParser
import Captures
import Measurement

/// `loadgen record`.
struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turns a capture of a real storm into a plan.",
        usage: "loadgen record <capture> [<options>]",
        discussion: """
            Reads a packet capture through tshark (Debian package tshark): SIP REGISTERs and Cisco's REFERs for tokens, over UDP and \
            TCP, and SCCP registrations and token requests. Writes who came when, and how, as a scenario to standard output:

              loadgen record storm.pcap > plan.yaml
              loadgen run plan.yaml --target core
              loadgen run plan.yaml --speed 4
              loadgen storm --plan plan.yaml

            A device comes with its first request, and again once it was registered and left, expired or began anew. Requests after a \
            denial, retransmissions, refreshes, keep-alives and leaves are no arrivals: they are what the target's answers caused. \
            The plan's head says how many there were. A gateway, by its SCCP device type, comes with priority.

            Exits 0 with a plan, 64 for a mistake on the command line, 65 for a capture that tshark cannot read or that nobody \
            registers in, 1 where tshark is missing.
            """)

    @Argument(help: "The capture, in any format that tshark reads.")
    var capture: String

    @Option(
        help: ArgumentHelp(
            "A port that carries SIP besides the usual ones; may be given more than once.", valueName: "port"))
    var sipPort: [UInt16] = []

    @Option(
        help: ArgumentHelp("A port that carries SCCP besides 2000; may be given more than once.", valueName: "port"))
    var sccpPort: [UInt16] = []

    @Flag(help: "No progress on standard error.")
    var quiet = false

    func run() throws {
        do {
            try check()
            let session = RecordSession(
                query: TsharkQuery(capture: capture, sipPorts: sipPort, sccpPorts: sccpPort),
                status: StatusLine(isShown: !quiet && Terminal.isErrorTerminal))
            print(try session.planText(), terminator: "")
        } catch let failure as Failure {
            throw failure.end()
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)").end()
        }
    }

    private func check() throws(Failure) {
        for (option, ports) in [("--sip-port", sipPort), ("--sccp-port", sccpPort)] {
            guard !ports.contains(0) else { throw Failure(exit: .usage, message: "\(option) 0: 1 to 65535") }
            guard ports.count <= RecordingLimits.portsMax else {
                throw Failure(exit: .usage, message: "\(option): at most \(RecordingLimits.portsMax) ports")
            }
        }
        guard Set(sipPort).isDisjoint(with: sccpPort) else {
            throw Failure(exit: .usage, message: "--sip-port and --sccp-port name the same port")
        }
    }
}
