public import Devices

/// Why a fleet cannot be provisioned as asked.
public enum FleetPlanError: Error, Hashable, Sendable {
    /// A figure is outside of what it may be.
    case outOfRange(name: String, value: Int, allowed: ClosedRange<Int>)
    /// The range has fewer addresses than the fleet has phones.
    case rangeTooSmall(AddressRange, deviceCount: Int)
    /// The range is of more than one network, or holds the network's own addresses.
    case rangeOutsideNetwork(AddressRange, mask: IPv4Address)
    /// The mask is none, or leaves no addresses.
    case badMask(IPv4Address)
    /// The range would give out an address that somebody has.
    case addressTaken(IPv4Address, by: String)
    /// There are fewer controllers than each phone is to know.
    case tooFewControllers(count: Int, needed: Int)
    /// The same controller is named twice.
    case repeatedController(ControllerEndpoint)
    /// The MAC addresses are no devices' own, or run out.
    case badMACAddresses(first: MACAddress, count: Int)
    /// Nobody says where the files are.
    case noFileServer(HostName)
}

extension FleetPlanError: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .outOfRange(let name, let value, let allowed):
            "\(name) cannot be \(value); allowed: \(allowed.lowerBound) to \(allowed.upperBound)"
        case .rangeTooSmall(let range, let deviceCount):
            "range \(range) has \(range.count) addresses, too few for \(deviceCount) devices"
        case .rangeOutsideNetwork(let range, let mask):
            "range \(range) is not within one network of mask \(mask), or holds its first or last address"
        case .badMask(let mask): "\(mask) is no mask of a network with addresses to give out"
        case .addressTaken(let address, let owner): "address \(address) is that of \(owner): take it out of the range"
        case .tooFewControllers(let count, let needed):
            "each phone is to know \(needed) controller\(needed == 1 ? "" : "s"), and there \(count == 1 ? "is" : "are") \(count)"
        case .repeatedController(let endpoint):
            "controller \(endpoint.host.text):\(endpoint.sccpPort) is named twice"
        case .badMACAddresses(let first, let count):
            "\(count) MAC addresses from \(first) on are not all those of devices"
        case .noFileServer(let host): "say where the files are: the first controller, \(host), is no IPv4 address"
        }
    }
}
