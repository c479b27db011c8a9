import Measurement

/// A run with a timeline of so many seconds.
func timedRun(seconds: Int) -> RunResult {
    var result = saturation()
    result.latency["token"]?.uncorrected = figures(110)
    result.command = "loadgen run --profile constant --rate 5000"
    result.timeline = (0..<seconds).map { second -> TimelineRow in
        let number = UInt64(second)
        let p50: UInt64 = 120_000 + number * 31
        let p99: UInt64 = 1_200_000 + number * 977
        return TimelineRow(
            seconds: Double(second + 1), completed: 5_000 + number % 97 * 13, denied: number % 53,
            p50: second % 7 == 6 ? nil : p50, p99: p99, queueDepth: [number % 5, number % 700, number % 1_900])
    }
    return result
}

/// Text of the worst intent, for every name of a result.
let hostileText = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\u{202e}\u{0}\"\u{338} onload=\"x"

/// A result in which everything that is text is ``hostileText``.
func hostile() -> RunResult {
    var result = timedRun(seconds: 30)
    result.tool = ToolSummary(version: hostileText, commit: hostileText, swift: hostileText)
    result.machine = MachineFacts(
        cpu: hostileText, cores: -1, memoryBytes: .min, kernel: hostileText, clockSource: hostileText)
    result.plan.hash = hostileText
    result.plan.target = hostileText
    result.plan.profile = hostileText
    result.plan.devices = -5
    result.command = hostileText
    result.verdict = Verdict(
        valid: false, reasons: [hostileText],
        objectives: [
            ObjectiveOutcome(expression: hostileText, measured: 1, holds: false, unit: hostileText, reason: hostileText)
        ], warnings: [hostileText])
    result.latency[hostileText] = summary(500)
    result.counters[hostileText] = .max
    result.invariants = [Invariant(name: hostileText, holds: false, detail: hostileText)]
    result.crossCheck = CrossCheck(source: hostileText, counts: [])
    return result
}
