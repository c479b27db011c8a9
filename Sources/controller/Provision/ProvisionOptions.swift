import ArgumentParser
import Devices
import Provisioning
import Registration

/// What the command line says of a fleet; each goes before what the configuration says.
struct ProvisionOptions: ParsableArguments {
    @Option(help: "The folder that is written; made where it is not there.")
    var folder: String?

    @Option(help: "The interface by which dnsmasq gives out addresses.")
    var interface: NetworkInterface?

    @Option(help: "The addresses that it gives out, such as 10.66.0.10-10.66.0.250.")
    var range: AddressRange?

    @Option(help: "Which part of them is the network's. (default: 255.255.255.0)")
    var mask: IPv4Address?

    @Option(help: "The way out of the network. (default: none)")
    var router: IPv4Address?

    @Option(
        name: .customLong("file-server"),
        help: "Where the files are, as phones reach it; up to 8 times. (default: the first controller's address)")
    var fileServers: [IPv4Address] = []

    @Option(
        name: .customLong("controller"),
        help: "A controller, ADDRESS or ADDRESS:PORT of SCCP; up to 5 times. (default: the configuration's group)")
    var controllers: [ControllerOption] = []

    @Option(help: "Controllers of a phone beside its primary, 0 to 2. (default: as many as there are)")
    var backups: Int?

    @Option(
        help: "How primaries are dealt: balanced, or sharedPrimary, the first being all phones'. (default: balanced)")
    var shape: FleetAssignment.Shape?

    @Option(help: "How many phones. (default: 1)")
    var devices: Int?

    @Option(name: .customLong("first-mac"), help: "The first phone's address. (default: 02:00:00:00:00:01)")
    var firstMAC: MACAddress?

    @Option(help: "How long an address is a phone's. (default: 3600)")
    var leaseSeconds: Int?

    @Option(help: "The firmware that phones are to run. (default: what they have)")
    var firmware: FirmwareVersion?

    @Option(
        help: "How long a primary must have answered before its phones go back to it. (default: the phone's own)")
    var connectionMonitorSeconds: Int?
}
