/// The values from which a ``Plan`` is made, each of which may be missing: scenario file and flags, merged.
public struct PlanRequest: Hashable, Sendable {
    /// The seed; 1 when missing.
    public var seed: UInt64?
    /// The number of devices; ``defaultDevices`` when missing.
    public var devices: Int?
    /// The profile; `saturate` when missing.
    public var profile: ProfileSettings?
    /// The duration in seconds; ``defaultDurationSeconds`` when missing from an open loop.
    public var durationSeconds: Double?
    /// The mix; token cycles only when missing.
    public var mix: Mix?
    /// The number of workers. No part of the plan; checked with it.
    public var workers: Int?

    /// The number of devices where none is asked for.
    public static var defaultDevices: Int { 1_000_000 }
    /// The duration of an open loop where none is asked for, in seconds.
    public static var defaultDurationSeconds: Double { 10 }

    /// A request with these values.
    public init(
        seed: UInt64? = nil, devices: Int? = nil, profile: ProfileSettings? = nil, durationSeconds: Double? = nil,
        mix: Mix? = nil, workers: Int? = nil
    ) {
        self.seed = seed
        self.devices = devices
        self.profile = profile
        self.durationSeconds = durationSeconds
        self.mix = mix
        self.workers = workers
    }
}

extension Plan {
    /// The plan that `request` asks for.
    ///
    /// - Throws: the first value that is missing, out of ``PlanLimits`` or does not go with the others.
    public init(_ request: PlanRequest) throws(PlanError) {
        if let workers = request.workers, !PlanLimits.workers.contains(workers) { throw .workersOutOfRange(workers) }
        let settings = request.profile ?? ProfileSettings()
        let profile = try settings.profile(
            durationSeconds: request.durationSeconds ?? PlanRequest.defaultDurationSeconds)
        if case .recorded(let arrivals, let speed) = profile {
            guard request.devices == nil else { throw .knownFromArrivals("devices") }
            guard request.durationSeconds == nil else { throw .knownFromArrivals("duration") }
            guard request.mix == nil else { throw .knownFromArrivals("mix") }
            try self.init(seed: request.seed ?? 1, recorded: arrivals, speed: speed)
            return
        }
        try self.init(
            seed: request.seed ?? 1, devices: request.devices ?? PlanRequest.defaultDevices, profile: profile,
            durationSeconds: request.durationSeconds, mix: request.mix ?? .tokenCyclesOnly)
    }
}
