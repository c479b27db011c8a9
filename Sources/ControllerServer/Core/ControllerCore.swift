internal import Registration

/// The controller core as a server sees it, whatever its law of admission and its queue discipline.
///
/// Both are types of the core, chosen by configuration: behind this protocol they are fixed once, when the core is made, and a call costs
/// one more jump. Everything here is thread-safe; what an event loop does for devices goes through its own ``CoreLane``.
protocol ControllerCore: AnyObject, Sendable {
    /// Registrations served a second at most, over all loops; 0 is no limit.
    var serviceRatePerSecondMax: Double { get set }

    /// Thresholds and criteria.
    var parameters: Parameters { get }

    /// Changes the parameters; loops act on it with their next request.
    func updateParameters(_ change: (inout Parameters) -> Void)

    /// Tells the core the processor's use, a fraction of 1.
    func report(processorLoad: Double)

    /// What a law would see now.
    var load: Load { get }

    /// How far ahead of `now` the last time lies that was promised to a device.
    func promisedAhead(at now: Instant) -> Nanoseconds

    /// Tokens that there is room for.
    var tokenCapacity: Int { get }

    /// Bytes of the table, the directory and the token store.
    var byteCount: Int { get }

    /// Everything counted so far.
    var counts: CounterSnapshot { get }

    /// Requests that wait, by tier.
    var queueDepths: [Int] { get }

    /// A lane for one more event loop; as many as the configuration says.
    func makeLane(seed: (UInt64, UInt64, UInt64, UInt64)) -> CoreLane

    /// The entry of a registered device.
    func entry(of device: DeviceName) -> RegistrationTable.Entry?

    /// The entry of the registered device that a directory name calls.
    func entry(calledBy name: DirectoryName) -> RegistrationTable.Entry?

    /// The directory names of a device, in the order of its line buttons. Allocates.
    func directoryNames(of lines: AssignedLines, for device: DeviceName) -> [DirectoryName]
}
