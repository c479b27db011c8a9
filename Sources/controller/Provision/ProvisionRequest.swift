import ControllerServer
import Devices
import Documents
import Provisioning
import Registration

/// A fleet as configuration and command line ask for it together.
struct ProvisionRequest {
    /// What nobody said.
    struct Missing: Error, CustomStringConvertible {
        /// The option, and the key of the configuration.
        let name: String

        /// What is missing, and how it is said.
        var description: String { "say the \(name): --\(name), or \(name) in provision of the configuration" }
    }

    private(set) var folder: String?
    private var interface: NetworkInterface?
    private var range: AddressRange?
    private var mask: IPv4Address?
    private var router: IPv4Address?
    private var fileServers: [IPv4Address] = []
    private var controllers: [ControllerEndpoint] = []
    private var backups: Int?
    private var shape: FleetAssignment.Shape?
    private var devices: Int?
    private var firstMAC: MACAddress?
    private var leaseSeconds: Int?
    private var firmware: FirmwareVersion?
    private var connectionMonitorSeconds: Int?

    /// What a configuration asks for: its group, and its key `provision`.
    init(_ configuration: ServerConfiguration) throws(DocumentError) {
        controllers = configuration.groupMembers.compactMap { member in
            HostName("\(IPv4Address(member.ipv4Address))").map {
                ControllerEndpoint(host: $0, name: member.name, sccpPort: member.sccpPort)
            }
        }
        if let value = configuration.provision { try read(value) }
    }

    private static let keys = [
        "folder", "interface", "range", "mask", "router", "fileServers", "backups", "shape", "devices", "firstMAC",
        "leaseSeconds", "firmware", "connectionMonitorSeconds",
    ]

    private mutating func read(_ section: DocumentValue) throws(DocumentError) {
        for (name, value) in try section.members(among: Self.keys) {
            switch name {
            case "folder": folder = try value.text()
            case "interface": interface = try Self.read(value, "the name of an interface") { NetworkInterface($0) }
            case "range":
                range = try Self.read(value, "FIRST-LAST, such as 10.66.0.10-10.66.0.250") { AddressRange($0) }
            case "mask": mask = try Self.address(value)
            case "router": router = try Self.address(value)
            case "fileServers":
                fileServers = []
                for element in try value.elements("a list of addresses") {
                    fileServers.append(try Self.address(element))
                }
            case "backups": backups = try value.wholeNumber(in: 0...2)
            case "shape": shape = try value.choice()
            case "devices": devices = try value.wholeNumber(in: 1...FleetPlan.deviceCountMax)
            case "firstMAC":
                firstMAC = try Self.read(value, "six numbers, such as \"02:00:00:00:00:01\"") { MACAddress($0) }
            case "leaseSeconds": leaseSeconds = try value.wholeNumber()
            case "firmware":
                firmware = try Self.read(value, "1 to 64 letters, digits, points and hyphens") { FirmwareVersion($0) }
            default: connectionMonitorSeconds = try value.wholeNumber()
            }
        }
    }

    private static func address(_ value: DocumentValue) throws(DocumentError) -> IPv4Address {
        try read(value, "an IPv4 address, such as 10.66.0.1") { IPv4Address($0) }
    }

    private static func read<Value>(
        _ value: DocumentValue, _ allowed: String, _ make: (String) -> Value?
    ) throws(DocumentError) -> Value {
        let text = try value.text()
        guard let made = make(text) else { throw value.error("\"\(text.prefix(60))\" is none", allowed: allowed) }
        return made
    }

    /// Puts what the command line says over it.
    mutating func apply(_ options: ProvisionOptions) {
        folder = options.folder ?? folder
        interface = options.interface ?? interface
        range = options.range ?? range
        mask = options.mask ?? mask
        router = options.router ?? router
        if !options.fileServers.isEmpty { fileServers = options.fileServers }
        if !options.controllers.isEmpty { controllers = options.controllers.map(\.endpoint) }
        backups = options.backups ?? backups
        shape = options.shape ?? shape
        devices = options.devices ?? devices
        firstMAC = options.firstMAC ?? firstMAC
        leaseSeconds = options.leaseSeconds ?? leaseSeconds
        firmware = options.firmware ?? firmware
        connectionMonitorSeconds = options.connectionMonitorSeconds ?? connectionMonitorSeconds
    }

    /// The fleet as it is to be planned.
    func settings() throws(Missing) -> FleetSettings {
        guard let interface else { throw Missing(name: "interface") }
        guard let range else { throw Missing(name: "range") }
        var settings = FleetSettings(
            interface: interface, range: range, controllers: controllers, deviceCount: devices ?? 1,
            firstDevice: firstMAC ?? Self.firstDevice)
        if let mask { settings.mask = mask }
        settings.router = router
        settings.fileServers = fileServers
        settings.backupCount = backups
        if let shape { settings.shape = shape }
        if let leaseSeconds { settings.leaseSeconds = leaseSeconds }
        settings.firmware = firmware
        settings.connectionMonitor = connectionMonitorSeconds.map { .seconds(Int64($0)) }
        return settings
    }

    /// The first address of those that anybody may use.
    private static var firstDevice: MACAddress {
        guard let address = MACAddress(0x0200_0000_0001) else { preconditionFailure("it has 48 bits") }
        return address
    }
}
