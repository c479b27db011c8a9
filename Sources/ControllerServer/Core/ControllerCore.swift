internal import LockFree
internal import Registration
internal import Synchronization

/// The controller core as a server sees it, whatever its law of admission and its queue discipline.
///
/// Both are types of the core, chosen by configuration: behind this class they are fixed once, when the core is made, and a call costs a
/// call of a method. Everything here is thread-safe; what an event loop does for devices goes through its own ``CoreLane``.
class ControllerCore: @unchecked Sendable {
    // Sound: the one stored property is atomic; subclasses add immutable ones.

    /// Registrations served a second at most, as the bits of a `Double`; 0 is no limit. Written by whoever changes parameters, read by
    /// loops once for each turn of service.
    private let serviceRateMaxBits: Atomic<UInt64>

    /// A core whose service has this limit; for subclasses.
    init(serviceRatePerSecondMax: Double) { serviceRateMaxBits = Atomic(serviceRatePerSecondMax.bitPattern) }

    /// Registrations served a second at most, over all loops; 0 is no limit.
    final var serviceRatePerSecondMax: Double {
        get { Double(bitPattern: serviceRateMaxBits.load(ordering: .relaxed)) }  // relaxed: a figure, no more
        set { serviceRateMaxBits.store(newValue.bitPattern, ordering: .relaxed) }
    }

    /// Thresholds and criteria, changeable at any time.
    var parameters: ParameterStore { fatalError("abstract") }

    /// Everything counted so far.
    var counts: CounterSnapshot { fatalError("abstract") }

    /// The load of the moment.
    var load: Load { fatalError("abstract") }

    /// Requests that wait, by tier.
    var queueDepths: [Int] { fatalError("abstract") }

    /// Memory of the registration table and the token store, in bytes.
    var byteCount: Int { fatalError("abstract") }

    /// A lane for one more event loop; as many as the configuration says.
    func makeLane(seed: (UInt64, UInt64, UInt64, UInt64)) -> CoreLane { fatalError("abstract") }

    /// Reports the processor's use, a fraction of 1.
    func report(processorLoad: Double) { fatalError("abstract") }

    /// The entry of a registered device.
    func entry(of device: DeviceName) -> RegistrationTable.Entry? { fatalError("abstract") }

    /// The entry of the registered device that a directory name calls.
    func entry(calledBy name: DirectoryName) -> RegistrationTable.Entry? { fatalError("abstract") }

    /// How far the registration of a device is.
    func progress(of device: DeviceName) -> RegistrationTable.Progress { fatalError("abstract") }

    /// The directory names of a device, in the order of its line buttons. Allocates.
    func directoryNames(of lines: AssignedLines, for device: DeviceName) -> [DirectoryName] { fatalError("abstract") }
}

/// What one event loop brings to its calls of the core. Used on that loop only.
class CoreLane {
    /// Answers a token request.
    func requestToken(_ request: TokenRequest, at now: Instant) -> TokenResponse { fatalError("abstract") }

    /// Answers a registration request.
    func register(_ request: RegistrationRequest, at now: Instant) -> RegistrationResponse { fatalError("abstract") }

    /// Serves up to `countMax` queued registrations and appends what came of them to `batch`; returns how many left the queue.
    func serve(upTo countMax: Int, at now: Instant, into batch: inout ServedBatch) -> Int { fatalError("abstract") }

    /// Tells the core that `count` registrations took `span` of this loop's time.
    func recordService(of count: Int, busy span: Nanoseconds) { fatalError("abstract") }

    /// Ends the registration of a device; `false` when it has none.
    func unregister(_ device: DeviceName) -> Bool { fatalError("abstract") }

    /// Reclaims a few ended tokens; called now and then.
    func sweepTokens(at now: Instant) { fatalError("abstract") }
}
