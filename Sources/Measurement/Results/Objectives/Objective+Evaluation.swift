extension Objective {
    /// Holds the objective against a run, or against each storm of a result with storms: there the first that misses it counts.
    /// Where the figure is missing, or only a lower bound that leaves the matter open,
    /// the objective does not hold and the outcome says why.
    public func evaluate(on result: RunResult) -> ObjectiveOutcome {
        if !result.storms.isEmpty {
            let outcomes = result.storms.map { evaluate(on: $0) }
            return outcomes.first { !$0.holds } ?? outcomes[0]
        }
        switch subject {
        case .storm(let figure):
            return outcome(nil, orReason: "\(figure.rawValue) is a figure of a storm, and this is a run")
        case .latency(let statistic, let series):
            return latencyOutcome(statistic, series, result[series]?.figures)
        case .requestRate:
            return outcome(result.throughput?.requestsPerSecond, orReason: "the run states no throughput")
        case .cycleRate:
            return outcome(result.throughput?.cyclesPerSecond, orReason: "the run states no throughput")
        case .deniedShare:
            return outcome(Self.deniedPercent(of: result.counters), orReason: "the run counted no answered requests")
        }
    }

    /// Holds the objective against a storm. A time that never came does not hold, whatever the limit.
    public func evaluate(on storm: StormResult) -> ObjectiveOutcome {
        guard case .storm(let figure) = subject else {
            return outcome(nil, orReason: "\(expression) speaks of a run, and this is a storm")
        }
        let never = "never: \(storm.neverRegistered) of \(storm.rehomingDevices) devices did not come home"
        return outcome(figure.value(in: storm), orReason: figure.isTime ? never : "the storm does not tell")
    }

    private func latencyOutcome(
        _ statistic: LatencyStatistic, _ series: LatencySeries, _ figures: LatencyFigures?
    ) -> ObjectiveOutcome {
        guard let figures else { return outcome(nil, orReason: "the run has no series \(series.label)") }
        guard let measured = statistic.value(in: figures) else {
            let need = if case .percentile(let percentile) = statistic { percentile.sampleCountMin } else { UInt64(1) }
            return outcome(
                nil,
                orReason: "\(statistic.label) of \(series.label) needs \(need) samples, the run has "
                    + "\(figures.count)")
        }
        var outcome = outcome(measured, orReason: "\(series.label) is not a number")
        // A lower bound proves that a figure is large, never that it is small.
        if figures.isAtLeast(statistic.key), outcome.holds, comparison == .less || comparison == .lessOrEqual {
            outcome.holds = false
            outcome.reason =
                "\(figures.unanswered) unanswered requests leave \(statistic.label) of \(series.label) open upwards"
        }
        return outcome
    }

    private func outcome(_ measured: Double?, orReason reason: String) -> ObjectiveOutcome {
        guard let measured, measured.isFinite else {
            return ObjectiveOutcome(expression: expression, measured: nil, holds: false, unit: unit, reason: reason)
        }
        return ObjectiveOutcome(
            expression: expression, measured: measured, holds: comparison.holds(measured, limit), unit: unit)
    }

    /// Denied token requests and registrations, in percent of all answered ones; `nil` when nothing was counted.
    static func deniedPercent(of counters: [String: UInt64]) -> Double? {
        var denied = Double(counters[CounterName.tokensDenied] ?? 0)
        var accepted = Double(counters[CounterName.tokensGranted] ?? 0)
        // In the order of names: floating-point sums depend on order, and a figure must not depend on hashing.
        for (name, count) in counters.sorted(by: { $0.key < $1.key }) {
            if name.hasPrefix(CounterName.deniedPrefix) { denied += Double(count) }
            if name.hasPrefix(CounterName.queuedPrefix) { accepted += Double(count) }
        }
        return denied + accepted > 0 ? denied / (denied + accepted) * 100 : nil
    }
}
