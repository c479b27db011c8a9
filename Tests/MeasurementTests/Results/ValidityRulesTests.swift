import Measurement
import Testing

@Suite struct ValidityRulesTests {
    /// Evidence of a run that went as planned.
    private func sound() -> ValidityEvidence {
        ValidityEvidence(
            plannedRatePerSecond: 1_000, achievedRatePerSecond: 1_000,
            lag: LatencyFigures(count: 5_000, p99: 10_000_000),
            invariants: [Invariant(name: "tokens", holds: true, detail: "")],
            countChecks: [CountCheck(name: "registered", generator: 5, target: 5)], requestsPerSecond: 1_000,
            ceilingRequestsPerSecond: 10_000)
    }

    private func verdict(_ change: (inout ValidityEvidence) -> Void = { _ in }) -> Verdict {
        var evidence = sound()
        change(&evidence)
        return ValidityRules().verdict(on: evidence)
    }

    @Test func aRunAsPlannedIsValid() { #expect(verdict() == Verdict(valid: true)) }

    @Test(
        "The achieved rate may be off by five percent, no more",
        arguments: [
            (950.0, true), (1_050.0, true), (949.0, false), (1_051.0, false), (.nan, false), (.infinity, false),
        ])
    func rate(achieved: Double, valid: Bool) {
        let verdict = verdict { $0.achievedRatePerSecond = achieved }
        #expect(verdict.valid == valid)
        #expect(verdict.reasons.count == (valid ? 0 : 1))
    }

    @Test func aReasonNamesFigureLimitAndRemedy() {
        #expect(
            verdict { $0.achievedRatePerSecond = 900 }.reasons == [
                "The achieved rate, 900/s, is 10 % below the planned 1000/s (allowed: 5 %). Lower the rate or add workers."
            ])
    }

    @Test func lagBeyondItsBudgetIsInvalid() {
        let late = verdict { $0.lag?.p99 = 10_000_001 }
        #expect(!late.valid)
        #expect(!verdict { $0.lag = nil }.valid)
        // Too few samples for a p99: the largest stands in.
        #expect(verdict { $0.lag = LatencyFigures(count: 5, max: 9_000_000) }.valid)
        #expect(!verdict { $0.lag = LatencyFigures(count: 5, max: 11_000_000) }.valid)
    }

    @Test func withoutAPlannedRateNeitherRateNorLagIsJudged() {
        let verdict = verdict {
            $0.plannedRatePerSecond = nil
            $0.achievedRatePerSecond = nil
            $0.lag = nil
        }
        #expect(verdict.valid)
    }

    @Test func aRateThatWasChangedByHandIsInvalidAndNotHeldAgainstThePlan() {
        let verdict = verdict {
            $0.rateChangeCount = 2
            $0.achievedRatePerSecond = $0.plannedRatePerSecond.map { 3 * $0 }
        }
        #expect(!verdict.valid && verdict.reasons.count == 1)
        #expect(verdict.reasons[0].contains("changed by hand, 2 times"))
    }

    @Test("An interrupted run is told nothing of a rate that it had no time for")
    func interrupted() {
        let reasons = verdict {
            $0.interrupted = true
            $0.achievedRatePerSecond = $0.plannedRatePerSecond.map { $0 / 3 }
        }.reasons
        #expect(reasons == ["The run was interrupted: its figures cover only part of the plan."])
        // Requests that were sent late were late all the same.
        let late = verdict {
            $0.interrupted = true
            $0.lag?.p99 = 10_000_001
        }
        #expect(late.reasons.count == 2)
    }

    @Test func limitsBrokenInvariantsAndDisagreementMakeARunInvalid() {
        let verdict = verdict {
            $0.limitsHit = [LimitHit(name: "file descriptors", advice: "raise the limit with ulimit -n")]
            $0.invariants.append(Invariant(name: "order", holds: false, detail: "3 out of order"))
            $0.countChecks.append(CountCheck(name: "denied", generator: 1, target: 2))
            $0.interrupted = true
        }
        #expect(!verdict.valid)
        #expect(verdict.reasons.count == 4)
        #expect(verdict.reasons.contains { $0.contains("ulimit -n") })
        #expect(verdict.reasons.contains { $0.contains("\"order\" is broken: 3 out of order") })
        #expect(verdict.reasons.contains { $0.contains("denied: 1 and 2") })
    }

    @Test func aRunWithoutInvariantsIsInvalid() { #expect(!verdict { $0.invariants = [] }.valid) }

    @Test func figuresNearTheCeilingCarryAWarningAndStayValid() {
        #expect(verdict { $0.ceilingRequestsPerSecond = 1_000 / 0.7 }.warnings.isEmpty)
        let warned = verdict { $0.ceilingRequestsPerSecond = 1_400 }
        #expect(warned.valid)
        #expect(warned.warnings.count == 1)
        #expect(verdict { $0.ceilingRequestsPerSecond = 0 }.warnings.isEmpty)
    }

    @Test func theVerdictOnPhasesIsTheWorstOfThem() {
        var broken = soundResult()
        broken.verdict = Verdict(
            valid: false, reasons: ["late"], objectives: [ObjectiveOutcome(expression: "x", measured: 1, holds: true)])
        let joined = Verdict.joined([Phase(name: "a", result: soundResult()), Phase(name: "b", result: broken)])
        #expect(!joined.valid)
        #expect(joined.reasons == ["b: late"])
        #expect(joined.objectives.map(\.expression) == ["b: x"])
        #expect(Verdict.joined([]).valid)
    }
}

@Suite struct ExitCodeTests {
    @Test func theNumbersAreTheContracts() {
        #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 64, 65, 130])
    }

    @Test func invalidOutranksMissedOutranksPass() {
        let missed = ObjectiveOutcome(expression: "x", measured: 1, holds: false)
        let met = ObjectiveOutcome(expression: "y", measured: 1, holds: true)
        #expect(ExitCode(Verdict(valid: true)) == .pass)
        #expect(ExitCode(Verdict(valid: true, objectives: [met])) == .pass)
        #expect(ExitCode(Verdict(valid: true, objectives: [met, missed])) == .objectiveMissed)
        #expect(ExitCode(Verdict(valid: false, reasons: ["r"], objectives: [missed])) == .invalidRun)
        #expect(ExitCode(Verdict(valid: false, reasons: ["r"], objectives: [met])) == .invalidRun)
    }
}
