internal import SeededRandom

/// Who does what when: a seeded plan, the same on every machine.
///
///     let plan = try Plan(seed: 7, devices: 1_000_000, profile: .poisson(ratePerSecond: 50_000), durationSeconds: 10)
///     var arrivals = plan.cursor(worker: 0, of: 4)
///     while let request = arrivals.next() { ... }
///
/// A plan is a sequence of arrivals 0, 1, 2 ... that follows from its parameters alone. It is not stored, unless it was recorded: each
/// worker walks its share with an ``ArrivalCursor``. Devices take turns in a pseudo-random order that repeats, so two arrivals of one
/// device are always ``devices`` arrivals apart; in a recording they come as they came. Only integer and IEEE 754 basic arithmetic is used.
public struct Plan: Sendable {
    /// The seed.
    public let seed: UInt64
    /// How many devices there are; requests name them by index.
    public let devices: Int
    /// How arrivals are spread over time.
    public let profile: Profile
    /// How long arrivals come, in seconds; `nil` for `saturate`.
    public let durationSeconds: Double?
    /// Which share of arrivals is of which kind.
    public let mix: Mix
    /// The name of the plan: 16 hexadecimal digits over the parameters and the first
    /// ``PlanLimits/hashedRequestsMax`` requests, or all that were recorded. How many workers walk the plan is no part of it.
    public private(set) var hash = ""

    /// The arrivals of a deterministic open loop over time.
    let segments: [RateSegment]
    /// The arrivals of a recording, at the times at which they are played; none for other profiles.
    let recording: [PlannedRequest]
    /// What each arrival is that is not recorded.
    let content: RequestContent
    /// Seeds the gaps of a Poisson process.
    let gapSeed: UInt64

    /// A plan of these parameters. Takes a few milliseconds: it walks the first requests for the hash.
    ///
    /// Of a recorded profile, devices, duration and mix follow from the arrivals: see ``init(seed:recorded:speed:)``.
    ///
    /// - Throws: the first value out of ``PlanLimits``, a duration for `saturate`, and for `recorded` a duration or another number of
    ///   devices than came.
    public init(
        seed: UInt64, devices: Int, profile: Profile, durationSeconds: Double? = nil, mix: Mix = .tokenCyclesOnly
    ) throws(PlanError) {
        if case .recorded(let arrivals, let speed) = profile {
            guard devices == arrivals.deviceNames.count else { throw .knownFromArrivals("devices") }
            guard durationSeconds == nil else { throw .knownFromArrivals("duration") }
            try self.init(seed: seed, recorded: arrivals, speed: speed)
            return
        }
        guard PlanLimits.devices.contains(devices) else { throw .devicesOutOfRange(devices) }
        if profile == .saturate {
            guard durationSeconds == nil else { throw .durationWithSaturate }
        } else {
            let seconds = durationSeconds ?? PlanRequest.defaultDurationSeconds
            guard seconds > 0, seconds <= PlanLimits.durationSecondsMax else { throw .durationOutOfRange(seconds) }
            try profile.validate(durationSeconds: seconds)
        }
        self.init(
            seed: seed, deviceCount: UInt32(devices), profile: profile,
            durationSeconds: profile == .saturate ? nil : durationSeconds ?? PlanRequest.defaultDurationSeconds,
            mix: mix, recording: [])
    }

    /// A plan of values that were checked.
    init(
        seed: UInt64, deviceCount: UInt32, profile: Profile, durationSeconds: Double?, mix: Mix,
        recording: [PlannedRequest]
    ) {
        self.seed = seed
        devices = Int(deviceCount)
        self.profile = profile
        self.durationSeconds = durationSeconds
        self.mix = mix
        self.recording = recording
        segments = profile.segments(durationSeconds: durationSeconds ?? 0)
        // One seed per purpose, so that changing the mix, say, leaves the order of devices and the times as they are.
        var seeds = SplitMix64(seed: seed)
        content = RequestContent(
            order: IndexPermutation(count: deviceCount, seed: seeds.next()), kinds: KindThresholds(mix),
            kindSeed: seeds.next())
        gapSeed = seeds.next()
        hash = contentHash().hexadecimal
    }

    /// The arrivals of worker `worker` of `workers`: each i with `i % workers == worker`, in order. Of a recording, in which a device may
    /// come again soon, those of each device d with `d % workers == worker`.
    ///
    /// Together the workers walk the same sequence whatever their number. Both arguments must be within
    /// ``PlanLimits/workers``.
    public func cursor(worker: Int = 0, of workers: Int = 1) -> ArrivalCursor {
        precondition(PlanLimits.workers.contains(workers), "the number of workers is out of range")
        precondition((0..<workers).contains(worker), "no such worker")
        return ArrivalCursor(plan: self, worker: UInt32(worker), workers: UInt32(workers))
    }
}
