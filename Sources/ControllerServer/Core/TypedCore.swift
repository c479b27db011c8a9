internal import LockFree
internal import Registration
internal import Synchronization

/// A core of one law and one discipline.
final class TypedCore<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: ControllerCore {
    private let controller: Controller<Law, Discipline>

    /// The limit of service, as the bits of a `Double`. Written by whoever changes parameters, read by loops once for each turn.
    private let serviceRateMaxBits: Atomic<UInt64>

    /// Makes a lane of the core.
    typealias LaneMaking = @Sendable (Controller<Law, Discipline>, (UInt64, UInt64, UInt64, UInt64)) -> CoreLane

    private let laneMaking: LaneMaking

    /// A core of these sizes.
    ///
    /// - Parameter makingLanes: makes its lanes. Given by whoever knows law and discipline as types when it is compiled, it makes lanes that are
    ///   compiled for them; see ``CoreLane``.
    /// - Throws: `OutOfMemory` when the system cannot provide the memory.
    init(
        _ configuration: ControllerConfiguration, discipline: Discipline, serviceRatePerSecondMax: Double,
        makingLanes laneMaking: @escaping LaneMaking = { CoreLane(of: $0, seed: $1) }
    ) throws {
        self.laneMaking = laneMaking
        controller = try Controller(configuration, discipline: discipline)
        serviceRateMaxBits = Atomic(serviceRatePerSecondMax.bitPattern)
    }

    var serviceRatePerSecondMax: Double {
        get { Double(bitPattern: serviceRateMaxBits.load(ordering: .relaxed)) }  // relaxed: a figure, no more
        set { serviceRateMaxBits.store(newValue.bitPattern, ordering: .relaxed) }
    }

    var parameters: Parameters { controller.parameters.parameters }
    func updateParameters(_ change: (inout Parameters) -> Void) { controller.parameters.update(change) }

    func report(processorLoad load: Double) { controller.report(processorLoad: load) }
    var load: Load { controller.load() }
    func promisedAhead(at now: Instant) -> Nanoseconds { controller.promisedAhead(at: now) }
    var tokenCapacity: Int { controller.tokens.slotCount }
    var byteCount: Int { controller.table.byteCount + controller.tokens.byteCount }

    var counts: CounterSnapshot { controller.counts }
    var queueDepths: [Int] { (0..<controller.tierCount).map { controller.queueDepth(ofTier: $0) } }

    func makeLane(seed: (UInt64, UInt64, UInt64, UInt64)) -> CoreLane {
        laneMaking(controller, seed)
    }

    func entry(of device: DeviceName) -> RegistrationTable.Entry? { controller.table.entry(of: device) }

    func entry(calledBy name: DirectoryName) -> RegistrationTable.Entry? { controller.table.entry(calledBy: name) }

    func directoryNames(of lines: AssignedLines, for device: DeviceName) -> [DirectoryName] {
        controller.table.directoryNames(of: lines, for: device)
    }
}
