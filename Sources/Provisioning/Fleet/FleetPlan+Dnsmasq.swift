internal import Devices

extension FleetPlan {
    /// What the fleet's folder holds, by name.
    public enum FolderName {
        /// The configuration of dnsmasq.
        public static var configuration: String { "dnsmasq.conf" }
        /// Where dnsmasq keeps which address is whose.
        public static var leases: String { "dnsmasq.leases" }
        /// The folder of the phones' files.
        public static var files: String { "tftp" }
    }

    /// Whether dnsmasq takes a folder of this path: it is absolute, and holds nothing that ends or splits a line of its configuration.
    public static func isUsable(folder path: String) -> Bool {
        path.hasPrefix("/") && path.utf8.count <= 900
            && path.utf8.allSatisfy { byte in
                byte >= 0x80 || Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte)
                    || "/._-+@~=".utf8.contains(byte)
            }
    }

    /// The configuration of a dnsmasq that gives out the fleet's addresses and files, which are in the folder at this path.
    public func dnsmasqConfiguration(folder path: String) -> String {
        precondition(Self.isUsable(folder: path), "dnsmasq takes no such path")
        let range = "\(settings.range.first),\(settings.range.last),\(settings.mask),\(settings.leaseSeconds)s"
        let servers = settings.fileServers
        // Without an option of its own the router would be dnsmasq's address; without a value it is none.
        let router = settings.router.map { "dhcp-option=3,\($0)" } ?? "dhcp-option=3"
        return """
            # Written by "controller provision": addresses and files for \(settings.deviceCount) phones. Start it with
            #   dnsmasq --keep-in-foreground --log-facility=- --conf-file=\(path)/\(FolderName.configuration)

            # Addresses and files alone: no names.
            port=0
            interface=\(settings.interface)
            bind-interfaces

            # The only server of this network, so that phones with addresses of another are told at once.
            dhcp-authoritative
            dhcp-range=\(range)
            \(router)
            # Where the files are: by name or as text for most devices, as addresses for phones.
            dhcp-option=66,"\(servers[0])"
            dhcp-option=150,\(servers.map { "\($0)" }.joined(separator: ","))
            dhcp-leasefile=\(path)/\(FolderName.leases)
            dhcp-lease-max=\(settings.range.count)
            # An address would be pinged before it is offered, and phones that all come at once wait for one another.
            no-ping

            enable-tftp
            tftp-root=\(path)/\(FolderName.files)
            # As many transfers at once as there are phones: 50 otherwise.
            tftp-max=\(min(max(settings.deviceCount, 50), 4_096))

            """
    }
}
