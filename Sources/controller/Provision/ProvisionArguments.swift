public import ArgumentParser
public import Devices
public import Provisioning

extension IPv4Address: ExpressibleByArgument {
    /// Reads four decimal numbers.
    public init?(argument: String) { self.init(argument) }
}

extension AddressRange: ExpressibleByArgument {
    /// Reads two addresses with "-" between them.
    public init?(argument: String) { self.init(argument) }
}

extension MACAddress: ExpressibleByArgument {
    /// Reads six numbers of two hexadecimal digits.
    public init?(argument: String) { self.init(argument) }
}

extension NetworkInterface: ExpressibleByArgument {
    /// Reads a name.
    public init?(argument: String) { self.init(argument) }
}

extension FirmwareVersion: ExpressibleByArgument {
    /// Reads a name.
    public init?(argument: String) { self.init(argument) }
}

extension FleetAssignment.Shape: ExpressibleByArgument {}

/// A controller as an option names it: ADDRESS or ADDRESS:PORT, where it speaks SCCP.
struct ControllerOption: ExpressibleByArgument, Sendable {
    /// The controller.
    let endpoint: ControllerEndpoint

    /// Reads a host, and a port where there is one.
    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let host = HostName(parts[0]) else { return nil }
        // A text that looks like an address and is none would be looked up as a name by each phone.
        let isNumeric = parts[0].utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard !isNumeric || IPv4Address(parts[0]) != nil else { return nil }
        var endpoint = ControllerEndpoint(host: host)
        if parts.count == 2 {
            guard let port = UInt16(parts[1]), port > 0 else { return nil }
            endpoint.sccpPort = port
        }
        self.endpoint = endpoint
    }
}
