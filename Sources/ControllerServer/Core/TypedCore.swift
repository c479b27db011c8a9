internal import LockFree
internal import Registration

/// A core of one law and one discipline.
final class TypedCore<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: ControllerCore, @unchecked Sendable {
    // Sound: the one property that is added is immutable and Sendable.

    private let controller: Controller<Law, Discipline>

    /// A core of these sizes.
    ///
    /// - Throws: `OutOfMemory` when the system cannot provide the memory.
    init(_ configuration: ControllerConfiguration, discipline: Discipline, serviceRatePerSecondMax: Double) throws {
        controller = try Controller(configuration, discipline: discipline)
        super.init(serviceRatePerSecondMax: serviceRatePerSecondMax)
    }

    override var parameters: ParameterStore { controller.parameters }
    override var counts: CounterSnapshot { controller.counts }
    override var load: Load { controller.load() }
    override var queueDepths: [Int] { (0..<controller.tierCount).map { controller.queueDepth(ofTier: $0) } }
    override var byteCount: Int { controller.table.byteCount + controller.tokens.byteCount }

    override func makeLane(seed: (UInt64, UInt64, UInt64, UInt64)) -> CoreLane {
        TypedLane(controller: controller, seed: seed)
    }

    override func report(processorLoad: Double) { controller.report(processorLoad: processorLoad) }

    override func entry(of device: DeviceName) -> RegistrationTable.Entry? { controller.table.entry(of: device) }

    override func entry(calledBy name: DirectoryName) -> RegistrationTable.Entry? {
        controller.table.entry(calledBy: name)
    }

    override func progress(of device: DeviceName) -> RegistrationTable.Progress { controller.table.progress(of: device) }

    override func directoryNames(of lines: AssignedLines, for device: DeviceName) -> [DirectoryName] {
        controller.table.directoryNames(of: lines, for: device)
    }
}

/// A lane of such a core.
private final class TypedLane<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: CoreLane {
    private let controller: Controller<Law, Discipline>
    private var lane: Controller<Law, Discipline>.Lane

    init(controller: Controller<Law, Discipline>, seed: (UInt64, UInt64, UInt64, UInt64)) {
        self.controller = controller
        lane = controller.makeLane(seed: seed)
    }

    override func requestToken(_ request: TokenRequest, at now: Instant) -> TokenResponse {
        controller.requestToken(request, at: now, on: &lane)
    }

    override func register(_ request: RegistrationRequest, at now: Instant) -> RegistrationResponse {
        controller.register(request, at: now, on: &lane)
    }

    override func serve(upTo countMax: Int, at now: Instant, into batch: inout ServedBatch) -> Int {
        controller.serve(upTo: countMax, at: now, on: &lane, sink: &batch)
    }

    override func recordService(of count: Int, busy span: Nanoseconds) {
        controller.recordService(of: count, busy: span, on: &lane)
    }

    override func unregister(_ device: DeviceName) -> Bool { controller.unregister(device, on: &lane) }

    override func sweepTokens(at now: Instant) { controller.sweepTokens(at: now, on: &lane) }
}
