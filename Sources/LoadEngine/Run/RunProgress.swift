public import Measurement
internal import Workload

/// How a run is doing, once a second.
public struct RunProgress: Sendable {
    /// The last second.
    public let interval: TimelineInterval
    /// Seconds since the run began.
    public let elapsedSeconds: Double
    /// Seconds the plan lasts; `nil` when it ends with its last device.
    public let plannedSeconds: Double?

    init(_ interval: TimelineInterval, plan: Plan, startedAt: Int64, at now: Int64) {
        self.interval = interval
        elapsedSeconds = Double(now - startedAt) / 1e9
        plannedSeconds = plan.durationSeconds
    }
}
