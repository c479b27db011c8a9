/// The rules by which a run's figures count or do not; rule 3 and 4 of the measurement contract.
///
/// A pure function from evidence to verdict. Every reason names the figure, the limit and what to do about it.
public struct ValidityRules: Equatable, Sendable {
    /// How far the achieved rate may lie from the plan, as a fraction of the plan.
    public var rateToleranceFraction: Double
    /// The largest p99 of the generator's lag, in nanoseconds.
    public var lagP99MaxNanoseconds: UInt64
    /// The part of the generator's ceiling above which figures carry a warning.
    public var ceilingWarningFraction: Double

    /// Rules; by default 5 % of the rate, 10 ms of lag (a few of the kernel's time slices) and 70 % of the ceiling.
    public init(
        rateToleranceFraction: Double = 0.05, lagP99MaxNanoseconds: UInt64 = 10_000_000,
        ceilingWarningFraction: Double = 0.70
    ) {
        self.rateToleranceFraction = rateToleranceFraction
        self.lagP99MaxNanoseconds = lagP99MaxNanoseconds
        self.ceilingWarningFraction = ceilingWarningFraction
    }

    /// The verdict on a run, with the objectives that were evaluated on it.
    public func verdict(on evidence: ValidityEvidence, objectives: [ObjectiveOutcome] = []) -> Verdict {
        var reasons: [String] = []
        if evidence.interrupted { reasons.append("The run was interrupted: its figures cover only part of the plan.") }
        reasons += rateReasons(evidence)
        reasons += lagReasons(evidence)
        reasons += evidence.limitsHit.map { "The run hit a limit, \($0.name): \($0.advice)." }
        reasons += invariantReasons(evidence)
        reasons += evidence.countChecks.filter { !$0.agrees }.map {
            "Generator and target disagree on \($0.name): \($0.generator) and \($0.target). One of them loses requests."
        }
        return Verdict(
            valid: reasons.isEmpty, reasons: reasons, objectives: objectives, warnings: ceilingWarnings(evidence))
    }

    private func rateReasons(_ evidence: ValidityEvidence) -> [String] {
        if evidence.rateChangeCount > 0 {
            let times = evidence.rateChangeCount == 1 ? "once" : "\(evidence.rateChangeCount) times"
            return [
                "The rate was changed by hand, \(times): the figures are not of the plan. Plan the rate, and run it alone."
            ]
        }
        // The achieved rate is taken over the whole plan, which an interrupted run did not have: it says nothing of the generator.
        guard let planned = evidence.plannedRatePerSecond, !evidence.interrupted else { return [] }
        guard let achieved = evidence.achievedRatePerSecond, achieved.isFinite, planned > 0 else {
            return ["The achieved rate is unknown: it cannot be held against the plan."]
        }
        // Not as a quotient: exactly five percent must not fail by a rounding error.
        guard abs(achieved - planned) > rateToleranceFraction * planned else { return [] }
        let deviation = achieved / planned - 1
        let advice =
            deviation < 0
            ? "Lower the rate or add workers." : "The generator sent more than it should; that is a fault of its own."
        return [
            "The achieved rate, \(Self.whole(achieved))/s, is \(Self.percent(abs(deviation))) "
                + "\(deviation < 0 ? "below" : "above") the planned \(Self.whole(planned))/s "
                + "(allowed: \(Self.percent(rateToleranceFraction))). \(advice)"
        ]
    }

    private func lagReasons(_ evidence: ValidityEvidence) -> [String] {
        guard evidence.plannedRatePerSecond != nil else { return [] }
        // Where the samples do not bear a p99, the largest stands in: it is never smaller.
        guard let lag = evidence.lag?.p99 ?? evidence.lag?.max else {
            return ["The generator's lag is unknown: requests may have been sent late."]
        }
        guard lag > lagP99MaxNanoseconds else { return [] }
        let name = evidence.lag?.p99 == nil ? "largest lag" : "p99 of lag"
        return [
            "The generator sent late: its \(name) is \(Self.microseconds(lag)) us, "
                + "over the budget of \(Self.microseconds(lagP99MaxNanoseconds)) us. Lower the rate or free a core."
        ]
    }

    private func invariantReasons(_ evidence: ValidityEvidence) -> [String] {
        if evidence.invariants.isEmpty { return ["No invariant was checked: nothing vouches for the counts."] }
        return evidence.invariants.filter { !$0.holds }.map { "The invariant \"\($0.name)\" is broken: \($0.detail)." }
    }

    private func ceilingWarnings(_ evidence: ValidityEvidence) -> [String] {
        guard let ceiling = evidence.ceilingRequestsPerSecond, let used = evidence.requestsPerSecond,
            let fraction = Ceiling(requestsPerSecond: ceiling, used: used)?.usedFraction,
            fraction > ceilingWarningFraction
        else { return [] }
        return [
            "The run used \(Self.percent(fraction)) of what the generator can do (\(Self.whole(ceiling))/s against the "
                + "null target): above \(Self.percent(ceilingWarningFraction)) the figures measure the generator."
        ]
    }

    private static func whole(_ rate: Double) -> String { Int64(exactly: rate.rounded()).map { "\($0)" } ?? "\(rate)" }

    private static func percent(_ fraction: Double) -> String {
        let tenths = (fraction * 1_000).rounded() / 10
        return tenths == tenths.rounded() ? "\(whole(tenths)) %" : "\(tenths) %"
    }

    private static func microseconds(_ nanoseconds: UInt64) -> UInt64 { nanoseconds / 1_000 }
}
