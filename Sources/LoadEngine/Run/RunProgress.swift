public import Measurement
internal import Workload

/// How a run is doing, once a second.
public struct RunProgress: Sendable {
    /// The last second.
    public let interval: TimelineInterval
    /// All that was recorded so far. A copy that is kept costs the run one of its own in the next second.
    public let recorded: RecordedInterval
    /// Seconds since the run began.
    public let elapsedSeconds: Double
    /// Seconds the plan lasts, at the rate that holds; `nil` when it ends with its last device.
    public let plannedSeconds: Double?
    /// The part of the plan that is done, 0...1: of its time, or of its devices where it has none.
    public let doneFraction: Double
    /// Seconds until the plan is done, as far as can be told.
    public let remainingSeconds: Double?
    /// The rate of an open loop in percent of the plan's, which may have been changed by hand; `nil` for a closed loop.
    public let ratePercent: Int?

    /// Progress at `elapsedNanoseconds` from the run's beginning.
    init(
        _ interval: TimelineInterval, recorded: RecordedInterval, plan: Plan, pace: Pace,
        elapsedNanoseconds elapsed: Int64
    ) {
        self.interval = interval
        self.recorded = recorded
        elapsedSeconds = Double(elapsed) / 1e9
        if let duration = plan.durationSeconds {
            let seconds = Double(pace.dueTime(ofPlanned: Int64(duration * 1e9))) / 1e9
            plannedSeconds = seconds
            doneFraction = min(max(Double(pace.plannedTime(at: elapsed)) / 1e9 / duration, 0), 1)
            remainingSeconds = max(seconds - elapsedSeconds, 0)
            ratePercent = pace.percent
        } else {
            plannedSeconds = nil
            doneFraction = min(Double(recorded.completedCount) / max(plan.expectedCount, 1), 1)
            remainingSeconds = doneFraction > 0 ? elapsedSeconds * (1 - doneFraction) / doneFraction : nil
            ratePercent = nil
        }
    }
}
