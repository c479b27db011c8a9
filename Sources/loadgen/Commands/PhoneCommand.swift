import ArgumentParser
import Devices
import LoadEngine
import Measurement
import Provisioning
import Registration

/// `loadgen phone`.
struct PhoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phone",
        abstract: "One phone from power-on: address, files, registration, fail-over and the way home.",
        usage: "loadgen phone --interface <name> [<options>]",
        discussion: """
            The phone asks for an address on the interface (DHCP), gives it to the interface, fetches its file from the server that it was \
            told (TFTP), and registers with its primary over SCCP. It goes to its secondary when the primary falls silent, and comes \
            back with a token when that has answered for long enough. It is the very state machine that the laboratory and the storms \
            have by the thousand, and it tells what happens line by line:

              power on, SEP020000000001 at veth1
              lease 10.66.0.21, mask 255.255.255.0, files at 10.66.0.1, for 3600 s
              file SEP020000000001.cnf.xml from 10.66.0.1, 1042 bytes
              controllers 10.66.0.1:2000, 10.66.0.2:2000
              registering with primary 10.66.0.1:2000
              in service at primary 10.66.0.1:2000

            The interface must be one that nobody else uses, without an address of its own: best that of a network namespace. It takes the \
            right to set addresses and to use port 68 (root). controller provision writes what the other side needs.

            Exit codes: 0 in service at the end; 1 it could not run; 2 not in service at the end; 64 usage.
            """)

    @Option(help: ArgumentHelp("Where the phone is plugged in.", valueName: "name"))
    var interface: String

    @Option(help: ArgumentHelp("The phone's MAC address. (default: the interface's own)", valueName: "address"))
    var mac: String?

    @Option(help: ArgumentHelp("Switch it off after so many seconds. (default: at Ctrl-C)", valueName: "N"))
    var seconds: Int?

    @Option(help: ArgumentHelp("Seed of its waits. (default: drawn)", valueName: "N"))
    var seed: UInt64?

    @Flag(help: "Put the seconds since power-on before each line.")
    var times = false

    func run() throws {
        do {
            if try !play() { throw ArgumentParser.ExitCode(ToolExit.objectiveMissed.rawValue) }
        } catch let failure as Failure {
            throw failure.end()
        } catch let error as SocketError {
            throw Failure(exit: .unexpectedFailure, message: error.description).end()
        }
    }

    private func play() throws -> Bool {
        guard let plug = NetworkInterface(interface) else {
            throw Failure(exit: .usage, message: "--interface \(interface): no interface has such a name")
        }
        guard seconds.map({ (1...31_536_000).contains($0) }) ?? true else {
            throw Failure(exit: .usage, message: "--seconds \(seconds ?? 0): 1 to 31536000")
        }
        let address = try hardwareAddress(of: plug)
        if let taken = try plug.address() {
            throw Failure(
                exit: .usage,
                message: "\(plug) has address \(taken): a phone takes an interface of its own, without an address")
        }
        let clock = MonotonicClock.system()
        let control = RunControl()
        let interrupt = Interrupt { control.cancel() }
        defer { interrupt.end() }
        let now = { Instant(nanoseconds: clock.nanoseconds()) }
        let parts = PhoneSession.Parts(
            interface: plug, hardwareAddress: address, clock: now, isCancelled: { control.isCancelled },
            transcript: PhoneTranscript(showsTimes: times, began: now()))
        let session = PhoneSession(parts, seed: seed ?? .random(in: .min ... .max))
        return session.run(until: seconds.map { now() + .seconds(Int64($0)) } ?? .distantFuture)
    }

    private func hardwareAddress(of plug: NetworkInterface) throws -> MACAddress {
        guard let mac else { return try plug.hardwareAddress() }
        guard let address = MACAddress(mac), !address.isGroup else {
            throw Failure(exit: .usage, message: "--mac \(mac): six numbers, such as 02:00:00:00:00:01")
        }
        return address
    }
}
