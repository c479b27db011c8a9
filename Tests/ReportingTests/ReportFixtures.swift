import Measurement

/// Figures of a series of a million requests whose percentiles are multiples of `unit` nanoseconds.
func figures(_ unit: UInt64, count: UInt64 = 1_000_000) -> LatencyFigures {
    LatencyFigures(
        count: count, min: unit / 2, mean: Double(unit) * 1.5, p50: unit, p90: unit * 3, p99: unit * 10,
        p999: unit * 120, p9999: unit * 1_500, max: unit * 9_000)
}

/// A summary whose intervals reach one percent to both sides.
func summary(_ unit: UInt64, count: UInt64 = 1_000_000) -> LatencySummary {
    let figures = figures(unit, count: count)
    return LatencySummary(
        figures: figures,
        interval95: PercentileIntervals { percentile in
            figures[percentile].map { ConfidenceInterval(low: $0 - $0 / 100, high: $0 + $0 / 100) }
        })
}

/// A saturation run with all figures.
func saturation() -> RunResult {
    RunResult(
        tool: ToolSummary(version: "1.0", commit: "abc", swift: "6.3"),
        machine: MachineFacts(
            cpu: "Example 9000", cores: 2, memoryBytes: 24 << 30, kernel: "Linux 6.1.0", clockSource: "tsc"),
        plan: PlanSummary(
            seed: 42, hash: "9f3c0a11", target: "core", devices: 1_000_000, profile: "saturate", ratePerSecond: nil,
            durationSeconds: 0.3692, workers: 2, settings: ["law": "calendar", "discipline": "edf"]),
        verdict: Verdict(valid: true),
        ceiling: Ceiling(requestsPerSecond: 14_200_000, usedFraction: 0.382),
        throughput: Throughput(requestsPerSecond: 5_424_000, cyclesPerSecond: 2_712_000),
        latency: [
            "token": summary(120),
            "registration.priority": LatencySummary(figures: LatencyFigures(count: 0)),
            "registration.token": summary(1_030, count: 950_000),
            "lag": LatencySummary(figures: LatencyFigures(count: 12, min: 1, mean: 2, max: 4)),
        ],
        counters: [
            "tokensGranted": 950_000, "tokensDenied": 50_000, "tokensRedeemed": 940_000, "tokensExpired": 10_000,
            "tokensOutstanding": 0, "queued.token": 940_000, "queued.priority": 7, "denied.queueFull": 3,
            "registered": 940_007, "sessionsOpened": 12,
        ],
        invariants: [
            Invariant(name: "tokens", holds: true, detail: "granted = redeemed + expired + outstanding"),
            Invariant(name: "order", holds: true, detail: "0 out of order"),
        ],
        memory: MemoryFigures(
            residentBytes: 1_288_490_189, bytesPerDevice: 118, bytesPerTokenSlot: 58.25, allocationsPerRequest: 0,
            allocatedBytesPerRequest: 0))
}

/// The default run: ceiling, saturation and open loop.
func phased() -> RunResult {
    var ceiling = saturation()
    ceiling.plan.target = "null"
    ceiling.plan.settings = [:]
    ceiling.ceiling = nil
    ceiling.throughput = Throughput(requestsPerSecond: 14_200_000, cyclesPerSecond: 7_100_000)
    var open = saturation()
    open.plan.profile = "poisson"
    open.plan.ratePerSecond = 2_712_000
    open.plan.durationSeconds = 10
    open.throughput = Throughput(requestsPerSecond: 2_700_000, cyclesPerSecond: 1_350_000)
    open.latency["token"]?.uncorrected = figures(110)
    open.latency["token"]?.figures.unanswered = 200
    open.latency["token"]?.figures.atLeast = ["mean", "max"]
    open.verdict = Verdict(
        valid: false,
        reasons: [
            "The generator sent late: its p99 of lag is 15000 us, over the budget of 10000 us. Lower the rate or free a core.",
            "The invariant \"order\" is broken: 3 out of order.",
        ],
        objectives: [
            ObjectiveOutcome(expression: "p99(token)<5ms", measured: 1_200, holds: true, unit: "ns"),
            ObjectiveOutcome(expression: "throughput>3000000", measured: 2_700_000, holds: false, unit: "1/s"),
            ObjectiveOutcome(
                expression: "p99.9(lag)<1ms", measured: nil, holds: false, unit: "ns",
                reason: "p99.9 of lag needs 10000 samples, the run has 12"),
        ], warnings: ["The run used 71 % of what the generator can do."])
    open.invariants[1] = Invariant(name: "order", holds: false, detail: "3 out of order")
    let phases = [
        Phase(name: "ceiling", result: ceiling), Phase(name: "saturation", result: saturation()),
        Phase(name: "open loop", result: open),
    ]
    var whole = open
    whole.phases = phases
    whole.verdict = .joined(phases)
    return whole
}

/// A storm that keeps the whole contract.
func soundStorm(law: String = "calendar") -> StormResult {
    var storm = StormResult(
        law: law, devices: 1_000, rehomingDevices: 900, serviceRatePerSecond: 10, recovery: .recovered)
    storm.boundSeconds = 90
    (storm.t50, storm.t90, storm.t99, storm.t100) = (45, 81, 90, 92)
    storm.t100OverBound = 92.0 / 90
    storm.tokenRequestsPerDevice = 1.75
    storm.messagesPerRegistration = 6.5
    storm.denialsPerDeviceMax = 1
    storm.utilisation = 0.992
    storm.goodputRatio = 0.98
    storm.neverRegistered = 0
    storm.withoutServiceSeconds = .init(total: 4_000, p50: 3, p99: 9, max: 12)
    storm.queueWaitSeconds = ["token": .init(p50: 0.5, p99: 1), "priority": .init(p50: nil, p99: nil)]
    storm.promiseErrorSeconds = .init(p50: 0.01, p99: 0.2)
    storm.jainIndex = 0.75
    storm.curve = [
        .init(seconds: 0, registered: 0), .init(seconds: 46, registered: 460), .init(seconds: 92, registered: 900),
    ]
    return storm
}

/// A result of storms that keeps the whole contract.
func soundStormResult() -> RunResult {
    RunResult(
        tool: ToolSummary(version: "1.0", commit: "abc", swift: "6.3"), machine: .virtualTime,
        plan: PlanSummary(
            seed: 1, hash: "0f", target: "simulation", devices: 1_000, profile: "primary-crash", ratePerSecond: nil,
            durationSeconds: 500, workers: 1),
        verdict: Verdict(valid: true),
        invariants: [Invariant(name: "calendar", holds: true, detail: "no violation")],
        storms: [soundStorm(), soundStorm(law: "open")])
}
