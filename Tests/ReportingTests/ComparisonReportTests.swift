import Measurement
import Reporting
import Testing

@Suite struct ComparisonReportTests {
    /// The row of a figure in the first section.
    private func row(_ report: ComparisonReport, _ figure: String) -> Difference? {
        report.sections.first?.differences.first { $0.figure == figure }
    }

    @Test func aRunComparedWithItselfChangesNothing() {
        let report = ComparisonReport(saturation(), saturation())
        #expect(report.warnings == [])
        #expect(report.sections.count == 1)
        for difference in report.sections[0].differences { #expect(difference.change == 0, "\(difference)") }
        #expect(row(report, "registered") == nil)
    }

    @Test func overlappingIntervalsAreNoiseAndSeparateOnesAreNot() {
        var second = saturation()
        second.latency["token"] = summary(121)
        second.latency["registration.token"] = summary(1_300)
        let forth = ComparisonReport(saturation(), second)
        #expect(row(forth, "token p99")?.note == .withinNoise)
        #expect(row(forth, "registration.token p99")?.note == .slower)
        #expect(row(ComparisonReport(second, saturation()), "registration.token p99")?.note == .faster)
        #expect(row(forth, "token max")?.note == nil)
    }

    @Test func aLowerBoundLeavesTheChangeOpen() {
        var second = saturation()
        second.latency["token"]?.figures.atLeast = ["p99"]
        #expect(row(ComparisonReport(saturation(), second), "token p99")?.note == .open)
    }

    @Test func whatOneSideLacksIsSaid() {
        var second = saturation()
        second.memory = nil
        second.counters["extra"] = 1
        second.latency["lag"] = nil
        let report = ComparisonReport(saturation(), second)
        #expect(row(report, "resident memory")?.note == .onlyInFirst)
        #expect(row(report, "extra")?.note == .onlyInSecond)
        #expect(row(report, "lag max")?.note == .onlyInFirst)
        #expect(row(report, "extra")?.change == nil)
    }

    @Test func whateverMakesRunsIncomparableIsWarnedOf() {
        var second = saturation()
        second.plan.hash = "other"
        second.plan.target = "null"
        second.machine.cores = 64
        second.verdict = Verdict(valid: false, reasons: ["Late."])
        let warnings = ComparisonReport(saturation(), second).warnings
        #expect(
            warnings == [
                "B is not a valid run: Late.", "They ran on different machines.",
                "Their targets differ: core and null.",
                "They followed different plans: 9f3c0a11 and other.",
            ])
    }

    @Test("What was set up differently is named, and what a file does not tell is not")
    func setUp() {
        var second = saturation()
        second.plan.workers = 1
        second.plan.settings = ["law": "threshold", "discipline": "edf", "queueDepthHigh": "64"]
        let expected = [
            "They had 2 and 1 workers.", "They were set up differently: law calendar and threshold.",
            "They were set up differently: queueDepthHigh by default and 64.",
        ]
        #expect(ComparisonReport(saturation(), second).warnings == expected)
        second.plan.workers = 2
        second.plan.settings = nil
        #expect(ComparisonReport(saturation(), second).warnings == [])
    }

    @Test func phasesAreComparedByName() {
        var second = phased()
        second.phases.removeFirst()
        second.phases[0].result.plan.hash = "other"
        let report = ComparisonReport(phased(), second)
        #expect(report.sections.map(\.phase) == ["saturation", "open loop"])
        #expect(report.warnings.contains("Phase ceiling is only in A."))
        #expect(report.warnings.contains("saturation: They followed different plans: 9f3c0a11 and other."))
        let mixed = ComparisonReport(phased(), saturation())
        #expect(mixed.sections.map(\.phase) == [nil])
    }

    @Test func theTableReadsLikeThis() {
        var second = saturation()
        second.throughput?.requestsPerSecond = 5_000_000
        second.latency = ["token": summary(150)]
        second.counters["registered"] = 940_000
        second.memory = nil
        var first = saturation()
        first.latency["registration.token"] = nil
        first.latency["lag"] = nil
        first.memory = nil
        #expect(
            ComparisonReport(first, second, firstName: "old.json", secondName: "new\u{7}.json").text == """
                A  old.json
                B  new\\u{7}.json

                figure                                 A           B      change    percent          note
                requests                        5.42 M/s    5.00 M/s    -424 k/s     -7.8 %
                cycles                          2.71 M/s    2.71 M/s         0/s      0.0 %
                ceiling                         14.2 M/s    14.2 M/s         0/s      0.0 %
                token p50                         120 ns      150 ns      +30 ns    +25.0 %        slower
                token p90                         360 ns      450 ns      +90 ns    +25.0 %        slower
                token p99                        1.20 us     1.50 us     +300 ns    +25.0 %        slower
                token p99.9                      14.4 us     18.0 us    +3.60 us    +25.0 %        slower
                token p99.99                      180 us      225 us    +45.0 us    +25.0 %        slower
                token max                        1.08 ms     1.35 ms     +270 us    +25.0 %
                registered                       940,007     940,000          -7      0.0 %

                """)
    }

    @Test func stormsAreComparedLawByLaw() {
        let first = soundStormResult()
        var second = first
        second.storms[0].t50 = 90
        (second.storms[1].t100, second.storms[1].t100OverBound) = (nil, nil)
        second.storms[1].neverRegistered = 3
        second.storms.append(soundStorm(law: "threshold"))
        #expect(
            ComparisonReport(first, second).text == """
                A  A
                B  B

                figure                                 A           B      change    percent          note
                calendar T50                      45.0 s      90.0 s     +45.0 s   +100.0 %
                calendar T90                      81.0 s      81.0 s        0 ns      0.0 %
                calendar T99                      90.0 s      90.0 s        0 ns      0.0 %
                calendar T100                     92.0 s      92.0 s        0 ns      0.0 %
                calendar tokens/device              1.75        1.75           0      0.0 %
                calendar without service          4000 s      4000 s        0 ns      0.0 %
                calendar never home                    0           0           0
                open T50                          45.0 s      45.0 s        0 ns      0.0 %
                open T90                          81.0 s      81.0 s        0 ns      0.0 %
                open T99                          90.0 s      90.0 s        0 ns      0.0 %
                open T100                         92.0 s           -                           never in B
                open tokens/device                  1.75        1.75           0      0.0 %
                open without service              4000 s      4000 s        0 ns      0.0 %
                open never home                        0           3          +3

                """)
    }

    @Test func noLineIsTooWideNorCommandsTheTerminal() {
        let evil = "\u{1B}]0;x\u{7}" + String(repeating: "y", count: 300)
        var first = phased()
        first.phases[1].name = evil
        first.phases[1].result.counters[evil] = .max
        first.phases[1].result.latency[evil] = summary(7)
        var second = first
        second.phases[1].result.counters[evil] = 0
        second.phases[1].result.plan.target = evil
        let text = ComparisonReport(first, second, firstName: evil, secondName: evil).text
        for line in text.split(separator: "\n") {
            #expect(line.unicodeScalars.count <= 100, "\(line)")
        }
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7E).contains($0.value) })
    }
}
