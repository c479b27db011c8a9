/// Everything one run has to tell: the result file, schema `loadgen/1`.
///
/// Keys may be added to the schema, never renamed. Each key of the contract is always written; an unknown figure is
/// `null`. Only `phases`, `storms`, `crossCheck` and `command` are left out where there are none. Unknown keys are ignored when read. Collections that are missing
/// are read as empty, so that ``validate()`` can name everything that a file lacks at once; what no result can do
/// without (`schema`, `tool`, `machine`, `plan`, `verdict`) must be there.
///
/// A value type without behaviour of its own; safe to pass between threads.
public struct RunResult: Equatable, Sendable {
    /// The schema that this type writes, and the only one it reads.
    public static let schema = "loadgen/1"

    /// The build of the tool.
    public var tool: ToolSummary
    /// The machine.
    public var machine: MachineFacts
    /// What the run set out to do.
    public var plan: PlanSummary
    /// Whether its figures count, and which objectives they meet.
    public var verdict: Verdict
    /// What the generator can do; `nil` where it was not measured, as in a run against the null target itself.
    public var ceiling: Ceiling?
    /// How much was done per second.
    public var throughput: Throughput?
    /// Latency by series name; see ``LatencySeries``.
    public var latency: [String: LatencySummary]
    /// Counts by name; see ``CounterName``. Written in the order of their names.
    public var counters: [String: UInt64]
    /// What to type to get this result again, without the options that only say where results go; `nil` where it is not known.
    public var command: String?
    /// The target's own counts beside the generator's; `nil` where they were not read.
    public var crossCheck: CrossCheck?
    /// What must be true of every run.
    public var invariants: [Invariant]
    /// What the run cost in memory.
    public var memory: MemoryFigures?
    /// One row a second, in order of time.
    public var timeline: [TimelineRow]
    /// The runs that this result is made of, in the order they ran; empty for a single run.
    ///
    /// The figures beside it are then those of the phase that the whole is about, and ``verdict`` is the verdict on all of
    /// them; see ``Verdict/joined(_:)``. A phase has no phases.
    public var phases: [Phase]
    /// The storms that this result tells of, one for each law; empty for a run. A result with storms has neither a ceiling nor
    /// throughput, latencies, counters, memory or a timeline, and their keys are left out of its file.
    public var storms: [StormResult]

    /// A result; what is not given is unknown or empty.
    public init(
        tool: ToolSummary, machine: MachineFacts, plan: PlanSummary, verdict: Verdict, ceiling: Ceiling? = nil,
        throughput: Throughput? = nil, latency: [String: LatencySummary] = [:], counters: [String: UInt64] = [:],
        invariants: [Invariant] = [], memory: MemoryFigures? = nil, timeline: [TimelineRow] = [], phases: [Phase] = [],
        storms: [StormResult] = []
    ) {
        self.tool = tool
        self.machine = machine
        self.plan = plan
        self.verdict = verdict
        self.ceiling = ceiling
        self.throughput = throughput
        self.latency = latency
        self.counters = counters
        self.invariants = invariants
        self.memory = memory
        self.timeline = timeline
        self.phases = phases
        self.storms = storms
    }

    /// The summary of a known series; `nil` where the result lacks it.
    public subscript(series: LatencySeries) -> LatencySummary? {
        get { latency[series.label] }
        set { latency[series.label] = newValue }
    }
}

/// One of several runs that make up a result.
public struct Phase: Codable, Equatable, Sendable {
    /// What the phase is called; unique within a result.
    public var name: String
    /// What it has to tell.
    public var result: RunResult

    /// A phase and its result.
    public init(name: String, result: RunResult) {
        self.name = name
        self.result = result
    }
}
