import Gate
import Measurement
import Testing

@testable import Reporting

@Suite struct GateReportTests {
    private static let machine = MachineFacts(
        cpu: "Test CPU", cores: 2, memoryBytes: 1 << 30, kernel: "Linux 6", clockSource: "tsc")

    /// The report of a gate whose every round measured these values, twice each.
    private static func report(_ values: [(String, base: Double?, head: Double?)]) -> (text: String, exit: ExitCode) {
        let outcome = outcome(values)
        return (GateReport(outcome).markdown, outcome.exitCode)
    }

    /// A gate whose every round measured these values, twice each.
    static func outcome(_ values: [(String, base: Double?, head: Double?)]) -> GateOutcome {
        var round = GateRound()
        for arm in GateArm.allCases {
            let pairs = values.compactMap { value in
                (arm.role == .base ? value.base : value.head).map { (value.0, $0) }
            }
            round.add(GateSample(values: Dictionary(uniqueKeysWithValues: pairs)), to: arm)
        }
        let names = values.map { $0.0 }
        let series = GateSeries.all.filter { names.contains($0.name) }
        return GateOutcome(
            base: GateBuild(role: .base, name: "main", commit: String(repeating: "a", count: 40)),
            head: GateBuild(role: .head, name: "HEAD", commit: String(repeating: "b", count: 40)),
            judgements: series.map { SeriesJudgement($0, rounds: [round, round, round]) }, roundCount: 3,
            passCount: 1, samplesPerPass: 2, machine: machine, seconds: 30)
    }

    @Test("A regression is named first, with its change and its verdict")
    func regression() {
        let (text, exit) = Self.report([("time.cycle", 100, 120), ("throughput.cycles", 5e6, 4e6)])
        #expect(exit == .regression)
        #expect(text.hasPrefix("**Regressed: `throughput.cycles`, `time.cycle`.**\n"))
        #expect(
            text.contains(
                "| `time.cycle` | 100 ns | 120 ns | +20.0 % | +20.0 % .. +20.0 % | 0.0 % | 6.0 % | **regressed** |"))
    }

    @Test("An improvement is told and does not fail")
    func improvement() {
        let (text, exit) = Self.report([("time.cycle", 100, 80), ("memory.bytesPerDevice", 121, 121)])
        #expect(exit == .pass)
        #expect(text.hasPrefix("**No regression.** Better: `time.cycle`.\n"))
        #expect(text.contains("| improved |") && text.contains("| unchanged |"))
    }

    @Test("Series that the base lacks are listed; none in common is no baseline")
    func missing() {
        let (text, exit) = Self.report([("time.cycle", nil, 80), ("memory.bytesPerDevice", 121, 121)])
        #expect(exit == .pass && text.contains("| `time.cycle` | - | 80 ns |") && text.contains("not in both builds"))
        let (none, code) = Self.report([("time.cycle", nil, 80)])
        #expect(code == .noBaseline && none.hasPrefix("**There is no baseline:**"))
    }

    @Test("Allocations that come from nothing are said to")
    func fromNothing() {
        let (text, exit) = Self.report([("memory.allocationsPerRequest", 0, 0.5)])
        #expect(exit == .regression && text.contains("from nothing"))
    }

    @Test("Every row has as many cells as the heading")
    func cells() {
        let (text, _) = Self.report([
            ("time.cycle", 100, 120), ("latency.token.p50", 3_000, 2_900), ("time.ring.pair", nil, 5),
        ])
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.count == 5)
        #expect(Set(rows.map { row in row.count { $0 == "|" } }).count == 1)
    }
}
