extension RunResult {
    /// Everything in which the result breaks the measurement contract, in the order of the file; empty when it keeps it.
    ///
    /// This judges the file, not the run: a run that is honestly reported as invalid breaks nothing here.
    public func validate() -> [ContractViolation] {
        var check = ContractCheck()
        look(&check)
        var names: Set<String> = []
        for phase in phases {
            check.within("phases.\(phase.name)") { inner in
                inner.expect(names.insert(phase.name).inserted, "name", "two phases have this name")
                inner.expect(phase.result.phases.isEmpty, "phases", "a phase has no phases")
                phase.result.look(&inner)
            }
        }
        return check.violations
    }

    private func look(_ check: inout ContractCheck) {
        if storms.isEmpty { lookAtRun(&check) } else { lookAtStorms(&check) }
    }

    /// A storm has a plan and a verdict like a run, and figures of its own.
    private func lookAtStorms(_ check: inout ContractCheck) {
        check.within("plan", lookAtPlan)
        check.within("verdict", lookAtVerdict)
        lookAtInvariants(&check)
        var laws: Set<String> = []
        for (index, storm) in storms.enumerated() {
            check.within("storms.\(storm.law.isEmpty ? String(index) : storm.law)") { inner in
                inner.expect(!storm.law.isEmpty, "law", "empty")
                let place = storm.played.map { " \($0.rawValue)" } ?? ""
                inner.expect(laws.insert(storm.law + place).inserted, "law", "two storms under this law")
                storm.look(&inner)
            }
        }
        check.expect(
            ceiling == nil && throughput == nil && latency.isEmpty && counters.isEmpty && memory == nil
                && timeline.isEmpty && phases.isEmpty, "storms", "a result of storms has no figures of a run")
    }

    private func lookAtRun(_ check: inout ContractCheck) {
        check.within("machine") { inner in
            inner.expect(machine.cores > 0, "cores", "\(machine.cores) cores ran nothing")
            inner.expect(machine.memoryBytes > 0, "memoryBytes", "no memory")
        }
        check.within("plan", lookAtPlan)
        check.within("verdict", lookAtVerdict)
        check.expect(
            ceiling != nil || plan.target == "null", "ceiling",
            "missing: without it nobody knows whether the figures measure the generator")
        check.expectFigure(ceiling?.requestsPerSecond, "ceiling.requestsPerSecond")
        check.expectFigure(ceiling?.usedFraction, "ceiling.usedFraction")
        check.expect(throughput != nil, "throughput", "missing")
        check.expectFigure(throughput?.requestsPerSecond, "throughput.requestsPerSecond")
        check.expectFigure(throughput?.cyclesPerSecond, "throughput.cyclesPerSecond")
        check.within("latency", lookAtLatency)
        lookAtCounters(&check)
        lookAtInvariants(&check)
        check.expect(memory != nil, "memory", "missing")
        check.within("memory", lookAtMemory)
        lookAtTimeline(&check)
    }

    private func lookAtInvariants(_ check: inout ContractCheck) {
        check.expect(!invariants.isEmpty, "invariants", "missing: every run checks them")
        check.expect(
            Set(invariants.map(\.name)).count == invariants.count, "invariants", "two invariants have the same name")
    }

    private func lookAtPlan(_ check: inout ContractCheck) {
        check.expect(!plan.hash.isEmpty, "hash", "empty: the plan cannot be recognised")
        check.expect(!plan.target.isEmpty, "target", "empty")
        check.expect(plan.devices > 0, "devices", "\(plan.devices) devices make no run")
        check.expect(plan.workers > 0, "workers", "\(plan.workers) workers send nothing")
        check.expectFigure(plan.ratePerSecond, "ratePerSecond")
        check.expectFigure(plan.durationSeconds, "durationSeconds")
    }

    private func lookAtVerdict(_ check: inout ContractCheck) {
        check.expect(verdict.valid || !verdict.reasons.isEmpty, "reasons", "an invalid run must say why")
        check.expect(!verdict.valid || verdict.reasons.isEmpty, "reasons", "a valid run has none")
        check.expect(
            !verdict.valid || invariants.allSatisfy(\.holds), "valid", "a run with a broken invariant is not valid")
        for (index, objective) in verdict.objectives.enumerated() {
            check.expect(
                objective.measured != nil || !objective.holds, "objectives.\(index)",
                "an objective without a figure cannot hold")
        }
    }

    private func lookAtLatency(_ check: inout ContractCheck) {
        for series in LatencySeries.allCases {
            check.expect(latency[series.label] != nil, series.label, "missing")
        }
        for (name, summary) in latency.sorted(by: { $0.key < $1.key }) {
            check.within(name) { inner in
                summary.figures.look(&inner)
                inner.within("interval95") { summary.lookAtIntervals(&$0) }
                if let uncorrected = summary.uncorrected { inner.within("uncorrected") { uncorrected.look(&$0) } }
            }
        }
    }

    private func lookAtCounters(_ check: inout ContractCheck) {
        check.expect(!counters.isEmpty, "counters", "missing")
        guard let granted = counters[CounterName.tokensGranted], let redeemed = counters[CounterName.tokensRedeemed],
            let expired = counters[CounterName.tokensExpired],
            let outstanding = counters[CounterName.tokensOutstanding]
        else { return }
        let (ended, overflow) = redeemed.addingReportingOverflow(expired)
        let (sum, secondOverflow) = ended.addingReportingOverflow(outstanding)
        check.expect(
            !overflow && !secondOverflow && sum == granted, "counters.tokensGranted",
            "\(granted) granted, but \(redeemed) redeemed, \(expired) expired and \(outstanding) outstanding")
    }

    private func lookAtMemory(_ check: inout ContractCheck) {
        check.expectFigure(memory?.bytesPerDevice, "bytesPerDevice")
        check.expectFigure(memory?.bytesPerTokenSlot, "bytesPerTokenSlot")
        check.expectFigure(memory?.allocationsPerRequest, "allocationsPerRequest")
        check.expectFigure(memory?.allocatedBytesPerRequest, "allocatedBytesPerRequest")
    }

    private func lookAtTimeline(_ check: inout ContractCheck) {
        var previous = -Double.infinity
        for (index, row) in timeline.enumerated() {
            check.expectFigure(row.seconds, "timeline.\(index).seconds")
            check.expect(row.seconds > previous, "timeline.\(index).seconds", "not after the row before")
            previous = row.seconds
        }
    }
}
