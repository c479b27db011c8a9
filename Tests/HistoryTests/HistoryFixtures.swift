import Measurement

/// A result of a run with these figures.
func result(
    requestsPerSecond: Double, commit: String = "abc", planHash: String = "9f3c0a11", p99: UInt64? = 1_200,
    law: String = "calendar",
    isValid: Bool = true
) -> RunResult {
    var result = RunResult(
        tool: ToolSummary(version: "1.0", commit: commit, swift: "6.3"),
        machine: MachineFacts(cpu: "Example 9000", cores: 2, memoryBytes: 1, kernel: "Linux 6", clockSource: "tsc"),
        plan: PlanSummary(
            seed: 42, hash: planHash, target: "core", devices: 1_000, profile: "saturate", ratePerSecond: nil,
            durationSeconds: 1, workers: 2, settings: ["law": law]),
        verdict: Verdict(valid: isValid))
    result.throughput = Throughput(requestsPerSecond: requestsPerSecond, cyclesPerSecond: requestsPerSecond / 2)
    result.latency["token"] = LatencySummary(figures: LatencyFigures(count: 1_000, p50: 120, p99: p99))
    return result
}
