internal import DeviceFleet
internal import Devices
public import Measurement
internal import Registration
public import Simulation

/// Plays storms on real sockets: controllers that are processes of their own, on loopback addresses, killed and stopped by signals, and a fleet
/// of devices that speak SCCP or SIP to them.
///
///     let clock = MonotonicClock.calibrated()
///     let report = try LiveStorm.run(
///         scenario.onTheWire, LiveStormSettings(controllerPath: path), clock: clock, isCancelled: { false }, tell: { _ in })
///
/// The scenario is that of the simulation, and so are the figures: times count from the primary's return, which is the moment at which it is
/// ready again. What differs is what is real: the network is the loopback interface, whatever the scenario says of latency; devices come
/// into service before the storm by registering, a little slower than they can be served; over SCCP a denied registration is told no time, so
/// its device waits one of its own.
public enum LiveStorm {
    /// Plays `scenario` to its end in real time. Bounded: a storm that does not end is ended when its time limit is over, devices that do not
    /// come into service are given up. All processes and files are gone when this returns, whatever comes of it.
    ///
    /// - Parameters:
    ///   - isCancelled: asked often; once it says so the storm ends, with a report that is not complete where there is something to tell.
    ///   - tell: is told about once a second how far the storm is.
    public static func run(
        _ scenario: StormScenario, _ settings: LiveStormSettings, clock: MonotonicClock,
        isCancelled: @escaping @Sendable () -> Bool, tell: (LiveStormProgress) -> Void
    ) throws(LiveStormError) -> LiveStormReport {
        try check(scenario, settings)
        tell(.starting)
        let group = try ControllerGroup.start(scenario, settings, isCancelled: isCancelled)
        defer { group.end() }
        let run = try LiveStormRun(scenario, settings, group: group, clock: clock, isCancelled: isCancelled)
        return try run.play(tell)
    }

    /// Whether a scenario can be played live, before anything is started: throws why not.
    public static func check(_ scenario: StormScenario, _ settings: LiveStormSettings) throws(LiveStormError) {
        if let problem = scenario.problem() { throw .invalid(problem) }
        if let problem = scenario.liveProblem() { throw problem }
        let needed = descriptorCount(scenario, settings)
        let limit = DescriptorLimit.raise()
        guard needed <= limit else { throw .tooFewDescriptors(needed: needed, limit: limit) }
    }

    /// The most descriptors that the fleet has at once. Over connections each device has one; those that come home have two from when they
    /// see their primary until they are there, and by the time that the last has seen it some are.
    private static func descriptorCount(_ scenario: StormScenario, _ settings: LiveStormSettings) -> Int {
        let spare = 128
        guard settings.scheme.isConnected else { return scenario.controllers + spare }
        let isShared = scenario.assignment == .sharedPrimary
        let away = isShared ? scenario.devices : scenario.devices / scenario.controllers + 1
        let watch = Double(scenario.device.watchInterval.count) / 1e9
        let home = Int(min(Double(away), scenario.serviceRate(of: 0) * watch))
        return scenario.devices + (away - home) + spare
    }
}
