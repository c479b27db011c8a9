import Measurement
import Reporting
import Testing

@Suite struct TerminalReportTests {
    @Test func aRunReadsLikeThis() {
        #expect(
            TerminalReport(saturation()).text == """
                plan        saturate on core, 1,000,000 devices, 369 ms, 2 workers
                set up      discipline edf   law calendar
                seed        42   hash 9f3c0a11   loadgen 1.0
                machine     Example 9000   2 cores   24.0 GiB   Linux 6.1.0   clock tsc
                throughput  5.42 M requests/s   2.71 M cycles/s
                ceiling     14.2 M requests/s with the null target (2.62 x this run, 38.2 % used)

                latency                         count        p50        p90        p99      p99.9        max
                token                       1,000,000     120 ns     360 ns    1.20 us    14.4 us    1.08 ms
                registration.token            950,000    1.03 us    3.09 us    10.3 us     124 us    9.27 ms
                lag                                12          -          -          -          -       4 ns

                tokens      denied 50,000   expired 10,000   granted 950,000   redeemed 940,000
                queued      priority 7   token 940,000
                denied      queueFull 3
                counted     registered 940,007   sessionsOpened 12
                memory      1.20 GiB resident   118 B per device   58.3 B per token slot
                            0 allocations (0 B) per request
                invariants  all 2 hold

                valid: yes
                objectives: none asked

                """)
    }

    @Test func theVerdictStandsLastWithItsReasonsAndMissedObjectives() {
        let text = TerminalReport(phased()).text
        #expect(
            text.hasSuffix(
                """
                invariants  1 of 2 broken
                  BROKEN    order: 3 out of order

                warning: open loop: The run used 71 % of what the generator can do.
                valid: no (open loop: The generator sent late: its p99 of lag is 15000 us, over the budget of 10000
                  us. Lower the rate or free a core. open loop: The invariant "order" is broken: 3 out of order.)
                objectives: 2 of 3 missed
                  met       open loop: p99(token)<5ms, measured 1.20 us
                  MISSED    open loop: throughput>3000000, measured 2.70 M/s
                  MISSED    open loop: p99.9(lag)<1ms: p99.9 of lag needs 10000 samples, the run has 12

                """))
    }

    @Test func phasesFollowEachOtherAndTheNullTargetIsBrief() {
        let lines = TerminalReport(phased()).text.split(separator: "\n", omittingEmptySubsequences: false)
        let heads = lines.filter { $0.contains(" devices, ") }
        #expect(
            heads == [
                "ceiling: saturate on null, 1,000,000 devices, 369 ms, 2 workers",
                "saturation: saturate on core, 1,000,000 devices, 369 ms, 2 workers",
                "open loop: poisson on core, 1,000,000 devices, 2.71 M requests/s planned, 10.0 s, 2 workers",
            ])
        #expect(lines.first == "set up      discipline edf   law calendar")
        #expect(lines.filter { $0.hasPrefix("latency ") }.count == 2)
    }

    @Test func theTimeFromTheActualSendAndLowerBoundsAreShown() {
        let text = TerminalReport(phased()).text
        #expect(text.contains("  >=1.08 ms\n"))
        #expect(text.contains("\n  from the actual send      1,000,000     110 ns"))
    }

    @Test func colourIsThereOnlyWhenAskedForAndChangesNoWord() {
        let plain = TerminalReport(phased()).text
        let coloured = TerminalReport(phased(), style: .colour).text
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[31mvalid:\u{1B}[0m no"))
        #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    }

    @Test func namesFromOutsideCannotCommandTheTerminalNorWidenTheReport() {
        let evil = "\u{1B}[2J\r\n\u{202E}" + String(repeating: "x", count: 300)
        var result = saturation()
        result.tool.version = evil
        result.machine = MachineFacts(cpu: evil, cores: 1, memoryBytes: 1, kernel: evil, clockSource: evil)
        result.plan.target = evil
        result.plan.profile = evil
        result.plan.hash = evil
        result.latency[evil] = summary(5)
        result.counters[evil] = 5
        result.counters[evil + ".a." + evil] = 5
        result.invariants = [Invariant(name: evil, holds: false, detail: evil)]
        result.verdict = Verdict(
            valid: false, reasons: [evil],
            objectives: [ObjectiveOutcome(expression: evil, measured: 1, holds: false, unit: evil)],
            warnings: [evil])
        result.phases = [Phase(name: evil, result: result)]
        for text in [TerminalReport(result).text, TerminalReport(result.phases[0].result).text] {
            for line in text.split(separator: "\n") {
                #expect(line.unicodeScalars.count <= 100, "\(line)")
                #expect(line.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }, "\(line)")
            }
        }
    }

    @Test func aResultWithNothingInItStillHasItsVerdict() {
        let bare = RunResult(
            tool: saturation().tool, machine: saturation().machine, plan: saturation().plan,
            verdict: Verdict(valid: false, reasons: ["Nothing ran."]))
        #expect(TerminalReport(bare).text.hasSuffix("\n\nvalid: no (Nothing ran.)\nobjectives: none asked\n"))
    }
}
