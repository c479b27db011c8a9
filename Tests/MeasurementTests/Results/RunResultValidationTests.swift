import Measurement
import Testing

@Suite struct RunResultValidationTests {
    /// The paths that a sound result violates after a change.
    private func paths(_ change: (inout RunResult) -> Void) -> [String] {
        var result = soundResult()
        change(&result)
        return result.validate().map(\.path)
    }

    @Test func aSoundResultBreaksNothing() { #expect(soundResult().validate() == []) }

    @Test func anInvalidRunHonestlyReportedBreaksNothing() {
        #expect(paths { $0.verdict = Verdict(valid: false, reasons: ["late"]) } == [])
    }

    @Test("Each series must be there", arguments: LatencySeries.allCases)
    func series(series: LatencySeries) {
        #expect(paths { $0[series] = nil } == ["latency.\(series.label)"])
    }

    @Test func aSeriesWithoutRequestsIsThereAllTheSame() {
        #expect(paths { $0[.registrationPriority] = LatencySummary(figures: LatencyFigures(count: 0)) } == [])
    }

    @Test func whatIsMissingIsNamed() {
        let paths = paths {
            $0.invariants = []
            $0.counters = [:]
            $0.memory = nil
            $0.throughput = nil
            $0.ceiling = nil
        }
        #expect(paths == ["ceiling", "throughput", "counters", "invariants", "memory"])
        #expect(self.paths { ($0.ceiling, $0.plan.target) = (nil, "null") } == [])
    }

    @Test func figuresMustBeZeroOrMore() {
        #expect(paths { $0.throughput?.requestsPerSecond = -1 } == ["throughput.requestsPerSecond"])
        #expect(paths { $0.throughput?.cyclesPerSecond = .nan } == ["throughput.cyclesPerSecond"])
        #expect(paths { $0.ceiling?.usedFraction = -.infinity } == ["ceiling.usedFraction"])
        #expect(paths { $0.memory?.bytesPerDevice = -0.5 } == ["memory.bytesPerDevice"])
        #expect(paths { $0.plan.durationSeconds = -1 } == ["plan.durationSeconds"])
        #expect(paths { $0.plan.devices = -1 } == ["plan.devices"])
    }

    @Test func percentilesMustAscend() {
        let paths = paths { $0[.token]?.figures.p90 = 1 }
        #expect(paths.contains("latency.token.p90"))
        #expect(paths.contains("latency.token.interval95.p90"))
        let lag = self.paths { $0[.lag]?.figures.max = 2_000 }
        #expect(lag.contains("latency.lag.max"))
        let uncorrected = self.paths { $0[.lag]?.uncorrected?.max = 2_000 }
        #expect(uncorrected.contains("latency.lag.uncorrected.max"))
    }

    @Test func percentilesMustBeBorneBySamples() {
        let unborne = paths { $0[.token]?.figures.p999 = 1_000_000 }
        #expect(unborne.contains("latency.token.p999"))
        let missing = paths { $0[.token]?.figures.p50 = nil }
        #expect(missing.contains("latency.token.p50"))
    }

    @Test func tokensMustAddUpWhereAllCountsAreThere() {
        #expect(paths { $0.counters[CounterName.tokensExpired] = 61 } == ["counters.tokensGranted"])
        #expect(paths { $0.counters[CounterName.tokensExpired] = .max } == ["counters.tokensGranted"])
        #expect(paths { $0.counters[CounterName.tokensExpired] = nil } == [])
    }

    @Test func verdictsMustNotContradictThemselves() {
        #expect(paths { $0.verdict = Verdict(valid: false) } == ["verdict.reasons"])
        #expect(paths { $0.verdict.reasons = ["x"] } == ["verdict.reasons"])
        #expect(paths { $0.invariants[0].holds = false } == ["verdict.valid"])
        #expect(
            paths { $0.verdict.objectives = [ObjectiveOutcome(expression: "x", measured: nil, holds: true)] }
                == ["verdict.objectives.0"])
    }

    @Test func timelineRowsMustFollowEachOther() {
        #expect(paths { $0.timeline += $0.timeline } == ["timeline.1.seconds"])
    }

    @Test func phasesAreJudgedEachUnderItsName() {
        let paths = paths {
            var broken = soundResult()
            broken[.lag] = nil
            broken.phases = [Phase(name: "inner", result: soundResult())]
            $0.phases = [Phase(name: "a", result: soundResult()), Phase(name: "a", result: broken)]
        }
        #expect(paths == ["phases.a.name", "phases.a.phases", "phases.a.latency.lag"])
    }

    @Test func aViolationShowsHostileNamesHarmless() {
        var result = soundResult()
        result.phases = [Phase(name: "\u{1B}[2J\n", result: result), Phase(name: "\u{1B}[2J\n", result: result)]
        let shown = result.validate().map(\.description)
        #expect(shown == ["phases.\\u{1b}[2J\\u{a}.name: two phases have this name"])
    }
}
