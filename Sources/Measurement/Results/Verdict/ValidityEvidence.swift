/// What the validity of a run is judged by.
public struct ValidityEvidence: Equatable, Sendable {
    /// Planned requests per second; `nil` where the profile plans no rate. Without a plan, rate and lag are not judged.
    public var plannedRatePerSecond: Double?
    /// Requests sent per second.
    public var achievedRatePerSecond: Double?
    /// How often the rate was changed by hand.
    public var rateChangeCount: Int
    /// The generator's lag behind the plan.
    public var lag: LatencyFigures?
    /// Limits of the system or of a buffer that the run ran into.
    public var limitsHit: [LimitHit]
    /// What must be true of every run.
    public var invariants: [Invariant]
    /// Counts that generator and target each keep.
    public var countChecks: [CountCheck]
    /// Answered requests per second.
    public var requestsPerSecond: Double?
    /// Requests per second of the same plan against the null target; `nil` where that was not measured.
    public var ceilingRequestsPerSecond: Double?
    /// Whether the run was ended before its plan was.
    public var interrupted: Bool

    /// Evidence as given; what is not given did not occur or was not measured.
    public init(
        plannedRatePerSecond: Double? = nil, achievedRatePerSecond: Double? = nil, rateChangeCount: Int = 0,
        lag: LatencyFigures? = nil,
        limitsHit: [LimitHit] = [], invariants: [Invariant] = [], countChecks: [CountCheck] = [],
        requestsPerSecond: Double? = nil, ceilingRequestsPerSecond: Double? = nil, interrupted: Bool = false
    ) {
        self.plannedRatePerSecond = plannedRatePerSecond
        self.achievedRatePerSecond = achievedRatePerSecond
        self.rateChangeCount = rateChangeCount
        self.lag = lag
        self.limitsHit = limitsHit
        self.invariants = invariants
        self.countChecks = countChecks
        self.requestsPerSecond = requestsPerSecond
        self.ceilingRequestsPerSecond = ceilingRequestsPerSecond
        self.interrupted = interrupted
    }
}

/// A limit that a run ran into, so that it measured the limit.
public struct LimitHit: Equatable, Sendable {
    /// Which limit, such as "file descriptors".
    public var name: String
    /// What happened and what to raise, as a clause.
    public var advice: String

    /// A limit that was hit.
    public init(name: String, advice: String) {
        self.name = name
        self.advice = advice
    }
}

/// One count as both sides kept it.
public struct CountCheck: Codable, Equatable, Sendable {
    /// What was counted.
    public var name: String
    /// What the generator counted.
    public var generator: UInt64
    /// What the target counted.
    public var target: UInt64
    /// By how much the target may have counted more: what was asked for and whose answer was lost, or what was asked for twice.
    public var allowance: UInt64

    /// A count as both sides kept it.
    public init(name: String, generator: UInt64, target: UInt64, allowance: UInt64 = 0) {
        self.name = name
        self.generator = generator
        self.target = target
        self.allowance = allowance
    }

    /// Whether both sides can be right.
    public var agrees: Bool { target >= generator && target - generator <= allowance }
}

/// The target's own counts beside the generator's: key `crossCheck` of the result file.
public struct CrossCheck: Codable, Equatable, Sendable {
    /// Where the target's counts came from.
    public var source: String
    /// The counts.
    public var counts: [CountCheck]

    /// Counts from `source`.
    public init(source: String, counts: [CountCheck]) {
        self.source = source
        self.counts = counts
    }
}
