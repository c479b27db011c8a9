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
    let memory: ProcessMemory
    /// Why the histogram log is incomplete, if it is.
    public let logError: HistogramLogError?
    let isComplete: Bool
    /// Whether the run was ended early.
    public let isInterrupted: Bool

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

    /// Arrivals sent, a second of the time it took to send them, which is the plan's duration at least; `nil` for a plan without
    /// one. A generator that fell behind and made up for it before the end has kept the rate: its lag tells of the delay.
    var arrivalsPerSecond: Double? {
        settings.plan.durationSeconds.map { planned in
            guard tally.arrivalsSent > 0 else { return 0 }
            return Double(tally.arrivalsSent) / max(planned, Double(tally.lastArrivalAt - startNanoseconds) / 1e9)
        }
    }

    /// Registrations of a series that were queued and never acknowledged: in every percentile they count as having waited for
    /// as long as the run lasted.
    func unanswered(_ series: LatencySeries) -> Unanswered {
        var count: UInt64 = 0
        for (tier, queued) in inspection.stillQueued.enumerated()
        where series.isAnswer && series == LatencySeries(tier: UInt8(clamping: tier)) { count += queued }
        return count > 0 ? Unanswered(count: count, waitedNanoseconds: UInt64(seconds * 1e9)) : .none
    }
}
