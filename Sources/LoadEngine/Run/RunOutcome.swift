internal import Histogram
public import Measurement
internal import Registration
internal import Workload

/// What a run came to, before it is judged.
public struct RunOutcome: Sendable {
    let settings: RunSettings
    let target: LoadRun.Target
    let tally: WorkerTally
    let startNanoseconds: Int64
    let recorded: RecordedInterval
    let timeline: [TimelineInterval]
    let inspection: TargetInspection
    /// Processor time of the process while the run lasted, the target's included where it is in this process.
    let processorNanoseconds: Int64
    let memory: ProcessMemory
    /// Why the histogram log is incomplete, if it is.
    public let logError: HistogramLogError?
    let isComplete: Bool
    /// Whether the run was ended early.
    public let isInterrupted: Bool
    /// How often the rate was changed by hand.
    let rateChangeCount: Int

    /// Seconds from the first request to the last answer.
    var seconds: Double {
        let start = settings.plan.durationSeconds == nil ? tally.startedAt : startNanoseconds
        return Double(max(tally.endedAt - start, 1)) / 1e9
    }

    /// Requests of either kind that were answered, a second.
    public var requestsPerSecond: Double {
        Double(tally.tokenRequests + tally.registrationRequests - tally.discards) / seconds
    }

    /// Registrations acknowledged, a second.
    public var cyclesPerSecond: Double { Double(tally.acknowledged) / seconds }

    /// Arrivals the plan has, a second of its duration; `nil` for a plan without one. A Poisson plan has its own number of them,
    /// known when all were sent, which is not its mean.
    var plannedArrivalsPerSecond: Double? {
        settings.plan.durationSeconds.map { duration in
            let count = settings.plan.plannedCount ?? (tally.hasSentAll ? tally.arrivalsSent : nil)
            return count.map { Double($0) / duration } ?? settings.plan.expectedCount / duration
        }
    }

    /// Arrivals sent, a second of the plan's duration or of the time they took, whichever is longer; `nil` for a plan without one.
    var arrivalsPerSecond: Double? {
        settings.plan.durationSeconds.map { duration in
            let taken = Double(max(tally.lastArrivalAt, startNanoseconds) - startNanoseconds) / 1e9
            return Double(tally.arrivalsSent) / max(duration, taken)
        }
    }

    /// Registrations of a series that were queued and never acknowledged: in every percentile they count as having waited for
    /// as long as the run lasted.
    func unanswered(_ series: LatencySeries) -> Unanswered {
        var count = series == .token ? inspection.unansweredTokenRequests : 0
        for (tier, queued) in inspection.stillQueued.enumerated()
        where series.isAnswer && series == LatencySeries(tier: UInt8(clamping: tier)) { count += queued }
        return count > 0 ? Unanswered(count: count, waitedNanoseconds: UInt64(seconds * 1e9)) : .none
    }
}
