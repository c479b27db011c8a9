import Devices
import Provisioning
import Registration
import Testing

@Suite struct FleetPlanTests {
    private static func endpoint(_ host: String) throws -> ControllerEndpoint {
        ControllerEndpoint(host: try #require(HostName(host)))
    }

    private static func settings(devices: Int = 5, controllers: Int = 3) throws -> FleetSettings {
        FleetSettings(
            interface: try #require(NetworkInterface("veth0")),
            range: try #require(AddressRange("10.66.0.10-10.66.0.99")),
            controllers: try (0..<controllers).map { try endpoint("10.66.0.\($0 + 1)") }, deviceCount: devices,
            firstDevice: try #require(MACAddress("02:00:00:00:00:fe")))
    }

    @Test("Each phone has a file of its own with its own controllers, as the assignment deals them")
    func files() throws {
        let plan = try FleetPlan(Self.settings())
        let assignment = FleetAssignment(controllerCount: 3)
        #expect(
            (0..<3).map(plan.fileName)
                == ["SEP0200000000FE.cnf.xml", "SEP0200000000FF.cnf.xml", "SEP020000000100.cnf.xml"])
        for index in 0..<5 {
            let file = plan.deviceFile(index)
            let assigned = assignment.controllers(ofDevice: index)
            let hosts = (0..<3 as Range<UInt8>).map { "10.66.0.\(assigned[ControllerSlot(rawValue: $0)] + 1)" }
            #expect(file.controllers.endpoints.map(\.host.text) == hosts)
            #expect(try DeviceConfigurationFile(xml: file.xmlBytes()) == file)
        }
        #expect(plan.defaultFile.controllers == plan.deviceFile(0).controllers)
    }

    @Test("A phone knows as many backups as are asked for", arguments: [(0, 1), (1, 2), (2, 3)])
    func backups(backups: Int, count: Int) throws {
        var settings = try Self.settings()
        settings.backupCount = backups
        #expect(try FleetPlan(settings).deviceFile(4).controllers.endpoints.count == count)
    }

    @Test("dnsmasq is told addresses, options and folders")
    func dnsmasq() throws {
        var settings = try Self.settings(devices: 90)
        settings.router = IPv4Address("10.66.0.254")
        settings.fileServers = [try #require(IPv4Address("10.66.0.3")), try #require(IPv4Address("10.66.0.4"))]
        let lines = try FleetPlan(settings).dnsmasqConfiguration(folder: "/srv/phones").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        #expect(
            lines == [
                "port=0", "interface=veth0", "bind-interfaces", "dhcp-authoritative",
                "dhcp-range=10.66.0.10,10.66.0.99,255.255.255.0,3600s", "dhcp-option=3,10.66.0.254",
                "dhcp-option=66,\"10.66.0.3\"", "dhcp-option=150,10.66.0.3,10.66.0.4",
                "dhcp-leasefile=/srv/phones/dnsmasq.leases", "dhcp-lease-max=90", "no-ping", "enable-tftp",
                "tftp-root=/srv/phones/tftp", "tftp-max=90",
            ])
    }

    @Test("Without a file server the first controller is it, and that must be an address")
    func fileServer() throws {
        #expect(try FleetPlan(Self.settings()).settings.fileServers == [try #require(IPv4Address("10.66.0.1"))])
        var settings = try Self.settings()
        settings.controllers[0] = try Self.endpoint("cc1.example")
        #expect(throws: FleetPlanError.noFileServer(settings.controllers[0].host)) { try FleetPlan(settings) }
        settings.fileServers = [IPv4Address(0x0A42_0001)]
        #expect(throws: Never.self) { try FleetPlan(settings) }
    }

    /// Changes of good settings, and what the complaint has to name.
    private static let mistakes: [(String, @Sendable (inout FleetSettings) -> Void)] = [
        ("the number of devices cannot be 0", { $0.deviceCount = 0 }),
        ("the number of devices cannot be 65535", { $0.deviceCount = 65_535 }),
        ("has 90 addresses, too few for 91 devices", { $0.deviceCount = 91 }),
        ("backups cannot be 3", { $0.backupCount = 3 }),
        (
            "is to know 3 controllers, and there are 2",
            {
                $0.controllers.removeLast()
                $0.backupCount = 2
            }
        ),
        ("is to know 1 controller, and there are 0", { $0.controllers = [] }),
        ("10.66.0.1:2000 is named twice", { $0.controllers[1] = $0.controllers[0] }),
        ("leaseSeconds cannot be 119", { $0.leaseSeconds = 119 }),
        ("connectionMonitorSeconds cannot be 86401", { $0.connectionMonitor = .seconds(86_401) }),
        ("255.0.255.0 is no mask", { $0.mask = IPv4Address(0xFF00_FF00) }),
        ("255.255.255.255 is no mask", { $0.mask = IPv4Address(.max) }),
        ("is not within one network of mask 255.255.255.224", { $0.mask = IPv4Address(0xFFFF_FFE0) }),
        ("10.66.0.50 is that of the router", { $0.router = IPv4Address("10.66.0.50") }),
        ("10.66.0.10 is that of a file server", { $0.fileServers = [IPv4Address(0x0A42_000A)] }),
        (
            "10.66.0.1 is that of a file server",
            { if let range = AddressRange("10.66.0.1-10.66.0.99") { $0.range = range } }
        ),
        ("MAC addresses from", { if let last = MACAddress(MACAddress.numberMax) { $0.firstDevice = last } }),
        ("MAC addresses from", { if let group = MACAddress(0x0100_0000_0001) { $0.firstDevice = group } }),
        ("MAC addresses from", { if let none = MACAddress(0) { $0.firstDevice = none } }),
    ]

    @Test("What makes no fleet is told", arguments: mistakes.indices)
    func mistake(index: Int) throws {
        let (named, change) = Self.mistakes[index]
        var settings = try Self.settings()
        change(&settings)
        let error = try #require(throws: FleetPlanError.self) { try FleetPlan(settings) }
        #expect("\(error)".contains(named), "\(error)")
    }

    @Test("A controller's address is not given out either")
    func controllerAddress() throws {
        var settings = try Self.settings()
        settings.controllers[2] = try Self.endpoint("10.66.0.99")
        #expect(throws: FleetPlanError.addressTaken(IPv4Address(0x0A42_0063), by: "a controller")) {
            try FleetPlan(settings)
        }
    }

    @Test(
        "Folders are absolute, and hold nothing that dnsmasq reads otherwise",
        arguments: [
            ("/srv/phones", true), ("/srv/ä-1_2.x@y~", true), ("phones", false), ("/a,b", false), ("/a b", false),
            ("/a#b", false), ("/a\nport=53", false), ("/a\"b", false), ("", false),
        ])
    func folders(path: String, isUsable: Bool) { #expect(FleetPlan.isUsable(folder: path) == isUsable) }
}
