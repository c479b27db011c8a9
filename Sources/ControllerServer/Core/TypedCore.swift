internal import LockFree
internal import Registration
internal import Synchronization

/// A core of one law and one discipline.
final class TypedCore<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: ControllerCore {
    private let controller: Controller<Law, Discipline>

    /// The limit of service, as the bits of a `Double`. Written by whoever changes parameters, read by loops once for each turn.
    private let serviceRateMaxBits: Atomic<UInt64>

    /// Makes a lane of the core.
    typealias LaneMaking = @Sendable (Controller<Law, Discipline>, (UInt64, UInt64, UInt64, UInt64)) -> any CoreLane

    private let laneMaking: LaneMaking

    /// A core of these sizes.
    ///
    /// - Parameter makingLanes: makes its lanes. Given by whoever knows law and discipline as types when it is compiled, it makes lanes that are
    ///   compiled for them; see ``SpecializedLane``.
    /// - Throws: `OutOfMemory` when the system cannot provide the memory.
    init(
        _ configuration: ControllerConfiguration, discipline: Discipline, serviceRatePerSecondMax: Double,
        makingLanes laneMaking: @escaping LaneMaking = { TypedLane(controller: $0, seed: $1) }
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
    var byteCount: Int { controller.table.byteCount + controller.tokens.byteCount }

    var counts: CounterSnapshot { controller.counts }
    var queueDepths: [Int] { (0..<controller.tierCount).map { controller.queueDepth(ofTier: $0) } }

    func makeLane(seed: (UInt64, UInt64, UInt64, UInt64)) -> any CoreLane {
        laneMaking(controller, seed)
    }

    func entry(of device: DeviceName) -> RegistrationTable.Entry? { controller.table.entry(of: device) }

    func entry(calledBy name: DirectoryName) -> RegistrationTable.Entry? { controller.table.entry(calledBy: name) }

    func directoryNames(of lines: AssignedLines, for device: DeviceName) -> [DirectoryName] {
        controller.table.directoryNames(of: lines, for: device)
    }
}

/// A lane of such a core.
final class TypedLane<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: CoreLane {
    private let controller: Controller<Law, Discipline>
    private var lane: Controller<Law, Discipline>.Lane
    /// Room for one answer each, so that asking takes no memory.
    private var tokenAnswers: [TokenResponse] = []
    private var registrationAnswers: [RegistrationResponse] = []

    init(controller: Controller<Law, Discipline>, seed: (UInt64, UInt64, UInt64, UInt64)) {
        self.controller = controller
        lane = controller.makeLane(seed: seed)
    }

    func requestToken(_ request: TokenRequest, at now: Instant) -> TokenResponse {
        let single: InlineArray<1, TokenRequest> = [request]
        tokenAnswers.removeAll(keepingCapacity: true)
        controller.requestTokens(single.span, at: now, on: &lane, into: &tokenAnswers)
        return tokenAnswers[0]
    }

    func register(_ request: RegistrationRequest, at now: Instant) -> RegistrationResponse {
        let single: InlineArray<1, RegistrationRequest> = [request]
        registrationAnswers.removeAll(keepingCapacity: true)
        controller.register(single.span, at: now, on: &lane, into: &registrationAnswers)
        return registrationAnswers[0]
    }

    func serve(upTo countMax: Int, at now: Instant, into batch: inout ServedBatch) -> Int {
        controller.serve(upTo: countMax, at: now, on: &lane, sink: &batch)
    }

    func recordService(of count: Int, busy span: Nanoseconds) {
        controller.recordService(of: count, busy: span, on: &lane)
    }

    func unregister(_ device: DeviceName) -> Bool { controller.unregister(device, on: &lane) }

    func sweepTokens(at now: Instant) { controller.sweepTokens(at: now, on: &lane) }
}
