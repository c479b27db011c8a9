import Foundation

/// How much work a stress test does: the same test at two sizes.
public enum StressVolume: Sendable {
    /// On each change: seconds.
    case push
    /// With `STRESS=night` in the environment: as long as it takes.
    case night

    /// The volume of this run.
    public static let current = StressVolume(environment: ProcessInfo.processInfo.environment)

    /// The volume that these environment variables ask for.
    public init(environment: [String: String]) { self = environment["STRESS"] == "night" ? .night : .push }

    /// How many times the work of a push is done.
    public var factor: Int { self == .night ? 200 : 1 }
}
