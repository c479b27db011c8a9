import ArgumentParser
import ControllerServer
import Devices
import Documents
import Provisioning
import Registration

/// `controller provision`: what a server of addresses and files needs for a fleet.
struct Provision: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write what gives phones their addresses and their files: dnsmasq's configuration, and the files.",
        usage: "controller provision [<config>] [<options>]",
        discussion: """
            A phone that is switched on asks for an address. With it, it is told where the files are (DHCP options 66 and 150), fetches \
            SEP<MAC>.cnf.xml, or XMLDefault.cnf.xml where it has no file of its own (TFTP), and registers with the primary that it is \
            told; it goes to the secondary when that fails. This writes all of it:

              FOLDER/dnsmasq.conf                 addresses, and where the files are
              FOLDER/tftp/SEP<MAC>.cnf.xml        each phone's controllers
              FOLDER/tftp/XMLDefault.cnf.xml      those of any other phone

            Primaries are dealt in turn, and the phones of one primary have all others as backups, in equal parts. The folder is a new \
            one, or one that this wrote before; then its files are replaced.

              controller provision --folder phones --interface eth1 \\
                --range 10.66.0.10-10.66.0.99 --devices 50 \\
                --controller 10.66.0.1 --controller 10.66.0.2
              dnsmasq --keep-in-foreground --conf-file=phones/dnsmasq.conf

            dnsmasq runs where the files are: at the first controller, unless --file-server says otherwise. loadgen phone is a phone that can \
            be switched on then.

            A configuration says the same under provision, and names the controllers under group:

              group:
                - { name: east, address: "10.66.0.1:2000" }
                - { name: west, address: "10.66.0.2:2000" }
              provision:
                folder: phones
                interface: eth1
                range: 10.66.0.10-10.66.0.99
                devices: 50
                firstMAC: "02:00:00:00:00:01"

            More keys: mask, router, fileServers (a list), backups, shape, leaseSeconds, firmware, connectionMonitorSeconds. Options go before \
            the file.

            Exit codes: 0 written; 1 the folder cannot be written, or holds files of somebody else; 64 usage: options that make no fleet; \
            65 bad configuration, or one that makes no fleet.
            """)

    @Argument(help: "A configuration in YAML.", completion: .file(extensions: ["yaml"]))
    var config: String?

    @OptionGroup var options: ProvisionOptions

    func run() throws {
        var request: ProvisionRequest
        do throws(DocumentError) {
            let configuration = try config.map { path throws(DocumentError) in try ServerConfiguration(path: path) }
            request = try ProvisionRequest(configuration ?? ServerConfiguration())
        } catch {
            throw Ending.badConfiguration(error)
        }
        request.apply(options)
        let plan: FleetPlan
        let folder: FleetFolder
        do {
            guard let path = request.folder else { throw ProvisionRequest.Missing(name: "folder") }
            folder = try FleetFolder(path)
            plan = try FleetPlan(request.settings())
        } catch {
            throw config.map { Ending.badConfiguration("\($0): \(error)") } ?? Ending.usage("\(error)")
        }
        do throws(FleetFolder.Failure) {
            try folder.write(plan)
        } catch {
            throw Ending.failure(error.description)
        }
        StandardOutput.write(Self.summary(of: plan, in: folder))
    }

    private static func summary(of plan: FleetPlan, in folder: FleetFolder) -> String {
        let count = plan.settings.deviceCount
        var primaries: [String: Int] = [:]
        for index in 0..<count {
            let primary = plan.deviceFile(index).controllers.primary
            primaries["\(primary.host):\(primary.sccpPort)", default: 0] += 1
        }
        let last = plan.device(count - 1).deviceName
        var text = count == 1 ? "1 phone, \(last)\n" : "\(count) phones, \(plan.device(0).deviceName) to \(last)\n"
        for endpoint in plan.settings.controllers {
            let place = "\(endpoint.host):\(endpoint.sccpPort)"
            text += "controller \(place) is the primary of \(primaries[place] ?? 0)\n"
        }
        let configuration = "\(folder.path)/\(FleetPlan.FolderName.configuration)"
        return text + "wrote \(folder.path)\n"
            + "start it with: dnsmasq --keep-in-foreground --log-facility=- --conf-file=\(configuration)\n"
    }
}
