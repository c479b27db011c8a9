/// The sizes and seeds of a controller, fixed when it is made.
public struct ControllerConfiguration: Sendable {
    /// Devices that the registration table holds.
    public var deviceCapacity: Int
    /// Slots of the token store: devices with a live grant or a running retry time.
    public var tokenSlots: Int
    /// Registrations that each tier of the queue holds, tier 0 first; each rounded up to a power of two. Three at least.
    public var tierCapacities: [Int]
    /// Directory names that the table holds.
    public var directoryCapacity: Int
    /// Threads that use the controller at once, each with a lane.
    public var laneCount: Int
    /// What devices receive.
    public var plan: ServicePlan
    /// Decides where rows stand; drawn from the system's source in a server, given in a simulation.
    public var hashSeed: UInt64
    /// The parameters to begin with.
    public var parameters: Parameters

    /// A configuration for `devices` devices: two token slots per device, 65,536 queue places a tier, and a pool that gives each
    /// device its lines.
    public init(devices: Int, laneCount: Int, hashSeed: UInt64, parameters: Parameters = Parameters()) {
        precondition(devices > 0 && laneCount > 0, "a controller serves at least one device on one lane")
        deviceCapacity = devices
        tokenSlots = max(2 * devices, 64)
        tierCapacities = [65_536, 65_536, 65_536]
        directoryCapacity = devices
        self.laneCount = laneCount
        self.hashSeed = hashSeed
        self.parameters = parameters
        // Eight digits and more, as many as the devices need.
        let digits = max(String(devices).count + 1, 8)
        let first = DirectoryName(String(repeating: "1", count: 1) + String(repeating: "0", count: digits - 1))
        plan = ServicePlan(
            poolFirst: first ?? DirectoryName(rawValue: 8 << 56 | 10_000_000), poolCount: devices + laneCount * 256)
    }
}
