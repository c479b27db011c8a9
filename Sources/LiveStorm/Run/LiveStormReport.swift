public import DeviceFleet
public import Simulation

/// What a live storm came to.
public struct LiveStormReport: Sendable {
    /// The figures, by the same definitions as those of a simulated storm.
    public var outcome: StormOutcome
    /// Whether the storm was watched to its end, and not ended early.
    public var isComplete: Bool
    /// What was counted of messages and connections beside.
    public var counts: LinkCounts
    /// How late 99 of 100 things that devices said left them at most, in nanoseconds.
    public var lagNanoseconds: Int64
    /// Real time from the beginning of the storm to its end, in seconds; without the time in which devices came into service.
    public var seconds: Double

    /// Above this lag a generator did not keep up: figures tell of it, and not of the controllers.
    public static var lagNanosecondsMax: Int64 { 500_000_000 }
}

/// How far a live storm is.
public enum LiveStormProgress: Sendable, Equatable {
    /// Controllers are starting.
    case starting
    /// Devices come into service, before anything fails.
    case comingIntoService(count: Int, devices: Int)
    /// The storm goes on; seconds since the primary's return, `nil` before that.
    case storm(home: Int, devices: Int, secondsSinceReturn: Double?)
}
