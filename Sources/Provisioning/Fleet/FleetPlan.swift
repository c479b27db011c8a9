public import Devices
internal import Registration

/// A fleet whose phones can be provisioned: which file each of them gets, and what their server is told.
///
///     let plan = try FleetPlan(settings)
///     let text = plan.dnsmasqConfiguration(folder: "/srv/phones")
///     for index in 0..<plan.settings.deviceCount {
///         let file = try plan.deviceFile(index).xmlBytes()         // for plan.fileName(index)
///     }
///
/// A value, and pure: the same settings give the same bytes.
///
/// Source: rows S16, S17 and S18.
public struct FleetPlan: Hashable, Sendable {
    /// What was asked for; ``FleetSettings/fileServers`` and ``FleetSettings/backupCount`` are filled in.
    public let settings: FleetSettings
    private let assignment: FleetAssignment

    /// The largest fleet: as many as the addresses of a network with 16 bits of its own.
    public static var deviceCountMax: Int { 65_534 }
    /// The most controllers of a group.
    public static var controllerCountMax: Int { 5 }

    /// A plan of these settings.
    ///
    /// - Throws: the first thing that is wrong with them.
    public init(_ settings: FleetSettings) throws(FleetPlanError) {
        var settings = settings
        try Self.check("the number of devices", settings.deviceCount, in: 1...Self.deviceCountMax)
        try Self.check("leaseSeconds", settings.leaseSeconds, in: 120...31_536_000)
        if let count = settings.backupCount { try Self.check("backups", count, in: 0...2) }
        let needed = (settings.backupCount ?? 0) + 1
        guard settings.controllers.count >= needed else {
            throw .tooFewControllers(count: settings.controllers.count, needed: needed)
        }
        try Self.check("the number of controllers", settings.controllers.count, in: 1...Self.controllerCountMax)
        settings.backupCount = settings.backupCount ?? min(settings.controllers.count - 1, 2)
        try Self.checkControllers(of: settings)
        if settings.fileServers.isEmpty {
            let first = settings.controllers[0].host
            guard let address = IPv4Address(first.text) else { throw .noFileServer(first) }
            settings.fileServers = [address]
        }
        try Self.check("the number of file servers", settings.fileServers.count, in: 1...8)
        if let span = settings.connectionMonitor {
            let most = Int(DeviceConfigurationFile.connectionMonitorMax.count / 1_000_000_000)
            try Self.check("connectionMonitorSeconds", Int(span.count / 1_000_000_000), in: 0...most)
        }
        let last = MACAddress(settings.firstDevice.number + UInt64(settings.deviceCount - 1))
        guard let last, !settings.firstDevice.isGroup, !last.isGroup, settings.firstDevice.number > 0 else {
            throw .badMACAddresses(first: settings.firstDevice, count: settings.deviceCount)
        }
        try Self.checkAddresses(of: settings)
        self.settings = settings
        assignment = FleetAssignment(shape: settings.shape, controllerCount: settings.controllers.count)
    }

    /// The MAC address of a phone by its place in the fleet.
    public func device(_ index: Int) -> MACAddress {
        precondition((0..<settings.deviceCount).contains(index), "no such device")
        // The last one was found to be an address.
        let number = settings.firstDevice.number + UInt64(index)
        return MACAddress(high: UInt16(truncatingIfNeeded: number >> 32), low: UInt32(truncatingIfNeeded: number))
    }

    /// The name of its file.
    public func fileName(_ index: Int) -> String { DeviceConfigurationFile.fileName(for: device(index).deviceName) }

    /// What its file says: its own controllers, the primary first.
    public func deviceFile(_ index: Int) -> DeviceConfigurationFile {
        DeviceConfigurationFile(
            controllers: controllers(of: index), firmware: settings.firmware,
            connectionMonitor: settings.connectionMonitor)
    }

    /// What a phone is told that is not of the fleet: the controllers of its first phone.
    public var defaultFile: DefaultConfigurationFile { DefaultConfigurationFile(controllers: controllers(of: 0)) }

    private func controllers(of index: Int) -> ControllerList {
        let assigned = assignment.controllers(ofDevice: index)
        let count = min(Int(assigned.count), (settings.backupCount ?? 0) + 1)
        let endpoints = (0..<count).map {
            settings.controllers[Int(assigned[ControllerSlot(rawValue: UInt8($0))])]
        }
        guard let list = ControllerList(endpoints) else { preconditionFailure("a phone has one to three controllers") }
        return list
    }
}

extension FleetPlan {
    private static func check(_ name: String, _ value: Int, in allowed: ClosedRange<Int>) throws(FleetPlanError) {
        guard allowed.contains(value) else { throw .outOfRange(name: name, value: value, allowed: allowed) }
    }

    private static func checkControllers(of settings: FleetSettings) throws(FleetPlanError) {
        var seen: Set<String> = []
        for endpoint in settings.controllers {
            guard seen.insert("\(endpoint.host.text):\(endpoint.sccpPort)").inserted else {
                throw .repeatedController(endpoint)
            }
        }
    }

    private static func checkAddresses(of settings: FleetSettings) throws(FleetPlanError) {
        let (range, mask) = (settings.range, settings.mask)
        guard mask.isMask, mask.number != 0, ~mask.number > 1 else { throw .badMask(mask) }
        let network = range.first.number & mask.number
        guard range.last.number & mask.number == network, range.first.number > network,
            range.last.number < network | ~mask.number
        else { throw .rangeOutsideNetwork(range, mask: mask) }
        guard range.count >= settings.deviceCount else {
            throw .rangeTooSmall(range, deviceCount: settings.deviceCount)
        }
        if let router = settings.router, range.contains(router) { throw .addressTaken(router, by: "the router") }
        for address in settings.fileServers where range.contains(address) {
            throw .addressTaken(address, by: "a file server")
        }
        for endpoint in settings.controllers {
            guard let address = IPv4Address(endpoint.host.text), range.contains(address) else { continue }
            throw .addressTaken(address, by: "a controller")
        }
    }
}
