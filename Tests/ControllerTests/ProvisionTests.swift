import Devices
import Foundation
import Registration
import TestSupport
import Testing

/// `controller provision`: what it writes, and what it refuses.
@Suite struct ProvisionTests {
    private static let controllers = ["--controller", "10.66.0.1", "--controller", "10.66.0.2:2002"]

    private static func arguments(_ folder: String, devices: Int = 3) -> [String] {
        [
            "provision", "--folder", folder, "--interface", "veth0", "--range", "10.66.0.10-10.66.0.99", "--devices",
            "\(devices)",
        ]
    }

    private static func names(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    }

    private static func device(_ name: String, in folder: String) throws -> DeviceConfigurationFile {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/tftp/\(name).cnf.xml"))
        return try DeviceConfigurationFile(xml: Array(bytes))
    }

    private static func places(_ list: ControllerList) -> [String] {
        list.endpoints.map { "\($0.host):\($0.sccpPort)" }
    }

    @Test("Options make dnsmasq's configuration and a file for each phone, with its own primary")
    func options() throws {
        let files = try TemporaryFiles()
        let folder = files.path("new/phones")
        let output = try RunningController.run(Self.arguments(folder) + Self.controllers)
        #expect(output.hasExited && output.status == 0 && output.standardError.isEmpty, "\(output.standardError)")
        #expect(
            try Self.names(in: folder) == [
                "dnsmasq.conf", "tftp", "tftp/SEP020000000001.cnf.xml", "tftp/SEP020000000002.cnf.xml",
                "tftp/SEP020000000003.cnf.xml", "tftp/XMLDefault.cnf.xml",
            ])
        let both = ["10.66.0.1:2000", "10.66.0.2:2002"]
        #expect(try Self.places(Self.device("SEP020000000001", in: folder).controllers) == both)
        #expect(try Self.places(Self.device("SEP020000000002", in: folder).controllers) == both.reversed())
        let text = files.text(of: "new/phones/dnsmasq.conf")
        for line in [
            "port=0", "interface=veth0", "dhcp-option=66,\"10.66.0.1\"", "dhcp-option=150,10.66.0.1", "enable-tftp",
            "tftp-root=\(folder)/tftp", "dhcp-range=10.66.0.10,10.66.0.99,255.255.255.0,3600s",
        ] { #expect(text.split(separator: "\n").contains(Substring(line)), "\(line)") }
        #expect(output.standardOutput.contains("3 phones, SEP020000000001 to SEP020000000003\n"))
        #expect(output.standardOutput.contains("controller 10.66.0.2:2002 is the primary of 1\n"))
    }

    @Test("A configuration makes the same, and options go before it")
    func configuration() throws {
        let files = try TemporaryFiles()
        let folder = files.path("phones")
        let path = try files.write(
            """
            group:
              - { name: east, address: "10.66.0.1:2000" }
              - { name: west, address: "10.66.0.2:2002" }
            provision:
              folder: \(folder)
              interface: eth1
              range: 10.66.0.10-10.66.0.99
              router: 10.66.0.254
              fileServers: [10.66.0.3]
              devices: 9
              firstMAC: "02:00:00:00:0a:00"
              backups: 0
              firmware: SCCP41.9-4
              connectionMonitorSeconds: 30

            """, to: "c.yaml")
        let output = try RunningController.run(["provision", path, "--devices", "2", "--interface", "eth2"])
        #expect(output.status == 0, "\(output.standardError)")
        let file = try Self.device("SEP020000000A01", in: folder)
        #expect(Self.places(file.controllers) == ["10.66.0.2:2002"] && file.controllers.primary.name == "west")
        #expect(file.firmware?.name == "SCCP41.9-4" && file.connectionMonitor == .seconds(30))
        #expect(try Self.names(in: folder).count == 5)
        let text = files.text(of: "phones/dnsmasq.conf")
        #expect(text.contains("interface=eth2\n") && text.contains("dhcp-option=3,10.66.0.254\n"))
        #expect(text.contains("dhcp-option=150,10.66.0.3\n"))
        // A controller reads the same file and makes nothing of it; the check does.
        #expect(try RunningController.run(["check", path]).status == 0)
    }

    @Test("A folder that it wrote before is written anew, and no phone of the former fleet stays")
    func again() throws {
        let files = try TemporaryFiles()
        let folder = files.path("phones")
        #expect(try RunningController.run(Self.arguments(folder, devices: 5) + Self.controllers).status == 0)
        // What dnsmasq keeps there stays.
        try files.write("1 2 3\n", to: "phones/dnsmasq.leases")
        #expect(try RunningController.run(Self.arguments(folder, devices: 2) + Self.controllers).status == 0)
        #expect(try Self.names(in: folder).filter { $0.contains("SEP") }.count == 2)
        #expect(files.text(of: "phones/dnsmasq.leases") == "1 2 3\n")
    }

    @Test("A folder with files of somebody else is left as it is", arguments: ["notes.txt", "tftp/firmware.bin"])
    func foreign(name: String) throws {
        let files = try TemporaryFiles()
        let folder = files.path("phones")
        try FileManager.default.createDirectory(atPath: "\(folder)/tftp", withIntermediateDirectories: true)
        try files.write("mine", to: "phones/\(name)")
        let output = try RunningController.run(Self.arguments(folder) + Self.controllers)
        #expect(output.hasExited && output.status == 1)
        #expect(output.standardError.contains("\(folder)/\(name) is none of a fleet's files"))
        #expect(try Self.names(in: folder).count == Set([name, "tftp"]).count)
    }

    @Test("A folder that cannot be made ends it with 1 and the system's reason")
    func notWritable() throws {
        let files = try TemporaryFiles()
        let file = try files.write("", to: "file")
        let output = try RunningController.run(Self.arguments("\(file)/phones") + Self.controllers)
        #expect(output.status == 1)
        #expect(output.standardError.hasPrefix("controller: \(file)/phones"), "\(output.standardError)")
        #expect(output.standardError.contains("cannot be written"))
    }

    /// Options that make no fleet, over good ones, and what the message names.
    static let mistakes: [([String], String)] = [
        (["--devices", "0"], "the number of devices cannot be 0; allowed: 1 to 65534"),
        (["--devices", "91"], "has 90 addresses, too few for 91 devices"),
        (["--backups", "2"], "each phone is to know 3 controllers, and there are 2"),
        (["--controller", "10.66.0.50"], "10.66.0.50 is that of a controller"),
        (["--router", "10.66.0.99"], "10.66.0.99 is that of the router"),
        (["--mask", "255.255.255.240"], "not within one network"), (["--mask", "1.2.3.4"], "is no mask"),
        (["--first-mac", "01:00:00:00:00:01"], "MAC addresses from 01:00:00:00:00:01"),
        (["--folder", "a,b"], "folder a,b"), (["--first-mac", "02:00"], "--first-mac"), (["--range", "10"], "--range"),
        (["--controller", "10.66.0.256"], "--controller"), (["--controller", "a:0"], "--controller"),
        (["--interface", "an interface"], "--interface"), (["--shape", "round"], "--shape"),
    ]

    @Test("Options that make no fleet end it with 64 and say why", arguments: mistakes)
    func usage(options: [String], named: String) throws {
        let files = try TemporaryFiles()
        let folder = files.path("phones")
        let output = try RunningController.run(
            Self.arguments(folder) + Self.controllers + options, in: files.path(""))
        #expect(output.hasExited && output.status == 64)
        #expect(output.standardError.contains(named), "\(output.standardError)")
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("What nobody said is asked for", arguments: [("folder", 0), ("interface", 2), ("range", 4)])
    func missing(name: String, place: Int) throws {
        let files = try TemporaryFiles()
        var arguments = Array(Self.arguments(files.path("phones")).dropFirst())
        arguments.removeSubrange(place..<place + 2)
        let output = try RunningController.run(["provision"] + arguments + Self.controllers)
        #expect(output.status == 64 && output.standardError.contains("say the \(name): --\(name)"))
        #expect(try RunningController.run(["provision"] + Self.arguments(files.path("x")).dropFirst()).status == 64)
    }

    @Test("A bad configuration ends it with 65 and its line", arguments: ["provision", "check"])
    func badConfiguration(command: String) throws {
        let files = try TemporaryFiles()
        let path = try files.write("provision:\n  range: 10.66.0.99-10.66.0.10\n", to: "c.yaml")
        let output = try RunningController.run([command, path])
        #expect(output.status == 65)
        #expect(output.standardError.hasPrefix("controller: \(path):2: provision.range: "), "\(output.standardError)")
    }

    @Test("A configuration that makes no fleet ends it with 65")
    func noFleet() throws {
        let files = try TemporaryFiles()
        let path = try files.write("provision: {interface: eth1, range: 10.66.0.10-10.66.0.99}\n", to: "c.yaml")
        let output = try RunningController.run(["provision", path, "--folder", files.path("phones")])
        #expect(output.status == 65)
        #expect(output.standardError == "controller: \(path): each phone is to know 1 controller, and there are 0\n")
    }
}
