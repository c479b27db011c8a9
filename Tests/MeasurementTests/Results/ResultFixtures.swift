import Histogram
import Measurement

/// A histogram as the runs use it, holding `samples`, in nanoseconds.
func histogram(of samples: some Sequence<UInt64>) -> Histogram<UInt64> {
    var histogram = Histogram<UInt64>(highestTrackableValue: 60_000_000_000)
    for sample in samples { histogram.record(sample) }
    return histogram
}

/// Latencies of `count` requests: 1 us, 2 us, and so on.
func summary(_ count: UInt64, unanswered: Unanswered = .none) -> LatencySummary {
    let samples = histogram(of: (0..<count).map { ($0 + 1) * 1_000 })
    return LatencySummary(samples, unanswered: unanswered, uncorrected: LatencyFigures(samples))
}

/// A result that keeps the whole contract.
func soundResult() -> RunResult {
    var result = RunResult(
        tool: ToolSummary(version: "1.0", commit: "abc", swift: "6.3"),
        machine: MachineFacts(
            cpu: "a processor", cores: 2, memoryBytes: 24 << 30, kernel: "Linux 6.1", clockSource: "tsc"),
        plan: PlanSummary(
            seed: .max, hash: "0f", target: "core", devices: 1_000, profile: "saturate", ratePerSecond: nil,
            durationSeconds: 0.25, workers: 2, settings: ["law": "calendar", "queueDepthHigh": "64"]),
        verdict: Verdict(valid: true),
        ceiling: Ceiling(requestsPerSecond: 4_000_000, usedFraction: 0.25),
        throughput: Throughput(requestsPerSecond: 1_000_000, cyclesPerSecond: 500_000),
        counters: [
            CounterName.tokensGranted: 900, CounterName.tokensDenied: 100, CounterName.tokensRedeemed: 800,
            CounterName.tokensExpired: 60, CounterName.tokensOutstanding: 40, CounterName.registered: 900,
            CounterName.queued("token"): 800, CounterName.denied("queueFull"): 200,
        ],
        invariants: [Invariant(name: "tokens", holds: true, detail: "900 = 800 + 60 + 40")],
        memory: MemoryFigures(residentBytes: 1 << 20, bytesPerDevice: 118, allocationsPerRequest: 0),
        timeline: [TimelineRow(seconds: 1, completed: 10, denied: 0, p50: 5, p99: nil, queueDepth: [0, 1, 2])])
    for series in LatencySeries.allCases { result[series] = summary(1_000) }
    return result
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
