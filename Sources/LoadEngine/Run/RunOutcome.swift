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

    /// Arrivals sent, a second of the plan's duration; `nil` for a plan without one.
    var arrivalsPerSecond: Double? {
        settings.plan.durationSeconds.map { planned in
            Double(tally.arrivalsSent) / max(planned, lastArrivalSeconds)
        }
    }

    /// Whether the run sent its last arrivals after the plan's end.
    private var lastArrivalSeconds: Double {
        let lag = recorded.corrected(.lag)
        guard lag.totalCount > 0, let planned = settings.plan.durationSeconds else { return 0 }
        return planned + Double(lag.max) / 1e9
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
