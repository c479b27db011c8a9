internal import Histogram
public import Measurement
internal import Registration
internal import Workload

/// From what was counted to the result file.
extension RunOutcome {
    /// The result of the run, judged by `rules` and `objectives`.
    ///
    /// - Parameter ceilingRequestsPerSecond: what the generator reached against the null target; `nil` where this is that run.
    public func result(
        tool: ToolSummary, machine: MachineFacts, ceilingRequestsPerSecond: Double?, objectives: [Objective],
        rules: ValidityRules = ValidityRules(), targetCounts: (source: String, counts: TargetCounts)? = nil
    ) -> RunResult {
        let crossCheck = targetCounts.map { CrossCheck(source: $0.source, counts: countChecks(against: $0.counts)) }
        let invariants = (inspection.invariants + [orderInvariant]).map {
            Invariant(name: $0.name, holds: $0.holds, detail: $0.detail)
        }
        var result = RunResult(
            tool: tool, machine: machine, plan: planSummary, verdict: Verdict(valid: true),
            ceiling: ceilingRequestsPerSecond.flatMap { Ceiling(requestsPerSecond: $0, used: requestsPerSecond) },
            throughput: Throughput(requestsPerSecond: requestsPerSecond, cyclesPerSecond: cyclesPerSecond),
            latency: latency, counters: counters, invariants: invariants, memory: memoryFigures,
            timeline: timelineRows)
        result.crossCheck = crossCheck
        let outcomes = objectives.map { $0.evaluate(on: result) }
        result.verdict = rules.verdict(
            on: evidence(
                invariants: invariants, ceiling: ceilingRequestsPerSecond, countChecks: crossCheck?.counts ?? []),
            objectives: outcomes)
        return result
    }

    /// The target's own counts beside ours. It may have counted more: answers may have been lost, and requests may have come twice.
    private func countChecks(against counts: TargetCounts) -> [CountCheck] {
        let allowance =
            (inspection.counters["generator.unanswered"] ?? 0) + (inspection.counters["generator.retransmissions"] ?? 0)
        var checks = [
            CountCheck(
                name: "registrations", generator: tally.acknowledged, target: counts.registrations, allowance: allowance
            )
        ]
        if let grants = counts.grants {
            checks.append(
                CountCheck(name: "token grants", generator: tally.grants, target: grants, allowance: allowance))
        }
        return checks
    }

    private var planSummary: PlanSummary {
        PlanSummary(
            seed: settings.plan.seed, hash: settings.plan.hash, target: target.description,
            devices: settings.plan.devices, profile: settings.plan.profile.kind.rawValue,
            ratePerSecond: settings.plan.meanRatePerSecond,
            durationSeconds: settings.plan.durationSeconds ?? seconds, workers: settings.workers,
            settings: settings.named(for: target))
    }

    private var latency: [String: LatencySummary] {
        var summaries: [String: LatencySummary] = [:]
        for series in LatencySeries.allCases {
            let uncorrected =
                series.hasUncorrectedView ? LatencyFigures(recorded.uncorrected(series), unanswered: .none) : nil
            summaries[series.label] = LatencySummary(
                recorded.corrected(series), unanswered: unanswered(series), uncorrected: uncorrected)
        }
        return summaries
    }

    private var counters: [String: UInt64] {
        var counters = inspection.counters
        counters["generator.arrivals"] = tally.arrivalsSent
        counters["generator.tokenRequests"] = tally.tokenRequests
        counters["generator.registrationRequests"] = tally.registrationRequests
        counters["generator.grants"] = tally.grants
        counters["generator.denials"] = tally.denials
        counters["generator.discards"] = tally.discards
        counters["generator.failures"] = tally.failures
        counters["generator.acknowledged"] = tally.acknowledged
        counters["generator.waiting"] = tally.waiting
        counters["generator.clamped"] = recorded.clampedCount
        if case .registrar = target {
            let requests = max(tally.tokenRequests + tally.registrationRequests, 1)
            counters["generator.processorNanosecondsPerRequest"] = UInt64(max(processorNanoseconds, 0)) / requests
        }
        return counters
    }

    private var orderInvariant: InvariantCheck {
        InvariantCheck(
            name: "per-tier order kept", holds: tally.orderViolations == 0,
            detail: tally.orderViolations == 0
                ? "\(tally.acknowledged) acknowledgments in order"
                : "\(tally.orderViolations) of \(tally.acknowledged) acknowledgments came before an earlier one")
    }

    private var memoryFigures: MemoryFigures {
        let requests = Double(max(tally.requestsCounted, 1))
        let perRequest = tally.allocatedBytes.map { Double($0) / requests }
        return MemoryFigures(
            residentBytes: memory.residentBytes.map { UInt64($0) }, bytesPerDevice: inspection.bytesPerDevice,
            bytesPerTokenSlot: inspection.bytesPerTokenSlot,
            // The allocator counts bytes per thread, and an allocation has at least 8 of them: an upper bound, exact at 0.
            allocationsPerRequest: tally.requestsCounted > 0 ? perRequest.map { $0 / 8 } : nil,
            allocatedBytesPerRequest: tally.requestsCounted > 0 ? perRequest : nil)
    }

    private var timelineRows: [TimelineRow] {
        timeline.map {
            TimelineRow(
                seconds: $0.seconds, completed: $0.completedCount, denied: $0.deniedCount, p50: $0.p50Nanoseconds,
                p99: $0.p99Nanoseconds, queueDepth: $0.queueDepth.map { UInt64($0) })
        }
    }

    private func evidence(
        invariants: [Invariant], ceiling: Double?, countChecks: [CountCheck]
    ) -> ValidityEvidence {
        let lag = recorded.corrected(.lag)
        var checks = countChecks
        if let grants = inspection.grantsAnswered {
            checks.append(CountCheck(name: "token grants", generator: tally.grants, target: grants))
        }
        if let completed = inspection.registrationsCompleted {
            checks.append(CountCheck(name: "registrations", generator: tally.acknowledged, target: completed))
        }
        return ValidityEvidence(
            plannedRatePerSecond: plannedArrivalsPerSecond, achievedRatePerSecond: arrivalsPerSecond,
            rateChangeCount: rateChangeCount,
            lag: settings.plan.durationSeconds == nil ? nil : LatencyFigures(lag, unanswered: .none),
            limitsHit: limitsHit, invariants: invariants, countChecks: checks,
            requestsPerSecond: requestsPerSecond, ceilingRequestsPerSecond: ceiling, interrupted: isInterrupted)
    }

    private var limitsHit: [LimitHit] {
        var hits = inspection.limitsHit
        if target == .core, settings.plan.durationSeconds == nil, tally.waiting > 0, !isInterrupted {
            hits.append(
                LimitHit(
                    name: "the time to drain: \(tally.waiting) devices still waited for their retry time",
                    advice: "raise drainSeconds, or the rate the law plans with (serviceRatePerSecond)"))
        }
        if recorded.clampedCount > 0 {
            hits.append(
                LimitHit(
                    name: "the histogram's range: \(recorded.clampedCount) latencies above 60 s",
                    advice: "lower the rate; the target cannot keep up"))
        }
        if !isComplete {
            hits.append(LimitHit(name: "a worker that never finished", advice: "report this as a fault of the tool"))
        }
        return hits
    }
}
