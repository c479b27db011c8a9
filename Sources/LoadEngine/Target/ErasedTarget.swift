internal import LockFree
internal import Registration
internal import Workload

/// A target whose type is known only inside: what a run needs of it, as closures made where the type is still concrete. So
/// workers are compiled for each law and discipline, and a run has no type parameters.
struct ErasedTarget: Sendable {
    let name: String
    /// Plays one worker's share to its end, on the calling thread.
    let work: @Sendable (WorkerAssignment) -> WorkerTally
    let queueDepths: @Sendable () -> [Int]
    let report: @Sendable (_ processorLoad: Double) -> Void
    let inspect: @Sendable (_ devices: Int, _ now: Instant) -> TargetInspection

    /// A target of these parts.
    init(
        name: String, work: @escaping @Sendable (WorkerAssignment) -> WorkerTally,
        queueDepths: @escaping @Sendable () -> [Int], report: @escaping @Sendable (_ processorLoad: Double) -> Void,
        inspect: @escaping @Sendable (_ devices: Int, _ now: Instant) -> TargetInspection
    ) {
        self.name = name
        self.work = work
        self.queueDepths = queueDepths
        self.report = report
        self.inspect = inspect
    }

    /// Inlined into callers that know `Target`, so that the worker's loop is specialised for it.
    @inline(__always)
    init<Target: LoadTarget>(_ target: Target) {
        name = Target.name
        work = { assignment in
            Worker(session: target.openSession(worker: assignment.index), assignment: assignment).run()
        }
        queueDepths = { target.queueDepths }
        report = { target.report(processorLoad: $0) }
        inspect = { target.inspect(devices: $0, at: $1) }
    }

    /// The target that does nothing.
    static func null() -> ErasedTarget { ErasedTarget(NullTarget()) }

    /// A controller in this process, as `settings` describe it.
    static func core(_ settings: RunSettings) throws -> ErasedTarget {
        switch settings.law {
        case .open: try core(settings, law: OpenPolicy.self)
        case .threshold: try core(settings, law: ThresholdPolicy.self)
        case .tokenBucket: try core(settings, law: TokenBucketPolicy.self)
        case .aimd: try core(settings, law: BreakwaterPolicy.self)
        case .gradient: try core(settings, law: GradientPolicy.self)
        case .calendar: try core(settings, law: CalendarPolicy.self)
        }
    }

    @inline(__always)
    private static func core<Law: AdmissionPolicy & ~Copyable>(
        _ settings: RunSettings, law: Law.Type
    ) throws -> ErasedTarget {
        switch settings.discipline {
        case .strict: return try core(settings, law: law, StrictPriority())
        case .edf:
            let offsets = settings.deadlineOffsets.map { UInt64(max($0.count, 0)) }
            return try core(
                settings, law: law,
                EarliestDeadline(offsets: offsets, lowestTierPeriod: settings.lowestTierPeriod))
        case .drr: return try core(settings, law: law, WeightedDeficitRoundRobin(weights: settings.weights))
        }
    }

    @inline(__always)
    private static func core<Law: AdmissionPolicy & ~Copyable, Order: QueueDiscipline>(
        _ settings: RunSettings, law: Law.Type, _ discipline: Order
    ) throws -> ErasedTarget {
        var configuration = ControllerConfiguration(
            devices: settings.tableCapacity ?? settings.plan.devices, laneCount: settings.workers,
            hashSeed: settings.plan.seed, parameters: settings.parameters)
        if let slots = settings.tokenSlots { configuration.tokenSlots = slots }
        configuration.tierCapacities = Array(repeating: settings.queueCapacity, count: 3)
        return ErasedTarget(
            try CoreTarget<Law, Order>(configuration, discipline: discipline, seed: settings.plan.seed))
    }
}
