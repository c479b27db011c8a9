public import LockFree
import Synchronization

/// A controller that devices register with (controller 12): meters a storm of registrations with tokens, queues them by
/// priority, serves them in order, and keeps the table of who is registered.
///
/// ```swift
/// let controller = try Controller<CalendarPolicy, EarliestDeadline>(configuration, discipline: discipline)
/// var lane = controller.makeLane(seed: seed)
/// let answer = controller.requestToken(TokenRequest(device: device, address: address), at: now, on: &lane)
/// ```
///
/// A thread works through a ``Lane`` of its own: its random source, its counters, its copy of the parameters. Calls on different
/// lanes run at the same time. The core reads no clock, starts no thread and, after `init`, allocates nothing; every structure
/// has a fixed size, and a request that finds one full is denied with a reason and a retry time.
///
/// The path of a request: ``requestTokens(_:at:on:into:)``, ``register(_:at:on:into:)``, ``serve(upTo:at:on:sink:)``.
@safe
public final class Controller<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: Sendable {
    /// The tokens outstanding.
    public let tokens: TokenStore
    /// The registered devices.
    public let table: RegistrationTable
    /// The law of admission.
    public let law: Law
    /// Thresholds and criteria, changeable at any time.
    public let parameters: ParameterStore
    /// The sessions between registered devices.
    public let sessions: SessionTracker

    let queue: TieredQueue<QueuedRegistration>
    let manager: RegistrationManager
    let hasher: DeviceHasher
    let retries = RetrySchedule()
    let counters: _UnsafeCounters
    let deviceCapacity: Int
    private let discipline: Discipline
    /// Lanes made so far. Written by ``makeLane(seed:)``.
    private let lanesMade = Atomic<Int>(0)
    /// The processor load last reported, as the bits of a `Double`. Written by whoever measures it; read by lanes.
    private let processorLoad = Atomic<UInt64>(0)

    /// A controller of these sizes. All its memory is mapped and resident when this returns.
    ///
    /// - Throws: ``OutOfMemory`` when the system cannot provide the memory.
    public convenience init(_ configuration: ControllerConfiguration, discipline: Discipline) throws {
        precondition(configuration.tierCapacities.count >= RegistrationClass.allCases.count, "a tier for each class")
        let hasher = DeviceHasher(seed: configuration.hashSeed)
        let tokens = try TokenStore(slotCount: configuration.tokenSlots, hasher: hasher)
        let table = try RegistrationTable(
            capacity: configuration.deviceCapacity, directoryCapacity: configuration.directoryCapacity,
            plan: configuration.plan, hasher: hasher)
        self.init(configuration, discipline: discipline, hasher: hasher, tokens: tokens, table: table)
    }

    /// The part of `init` that cannot fail.
    private init(
        _ configuration: ControllerConfiguration, discipline: Discipline, hasher: DeviceHasher,
        tokens: consuming TokenStore, table: consuming RegistrationTable
    ) {
        self.hasher = hasher
        self.tokens = tokens
        self.table = table
        queue = TieredQueue(capacities: configuration.tierCapacities)
        manager = RegistrationManager(plan: configuration.plan)
        law = Law()
        parameters = ParameterStore(configuration.parameters)
        sessions = SessionTracker(capacity: 65_536)
        unsafe counters = _UnsafeCounters(laneCount: configuration.laneCount)
        deviceCapacity = configuration.deviceCapacity
        self.discipline = discipline
    }

    /// A lane for one more thread. There are as many as the configuration says; asking for more is a programmer's error.
    public func makeLane(seed: (UInt64, UInt64, UInt64, UInt64)) -> Lane {
        let index = lanesMade.wrappingAdd(1, ordering: .relaxed).oldValue
        precondition(unsafe index < counters.laneCount, "the configuration allows no more lanes")
        return unsafe Lane(
            counters: counters.block(index), generator: TokenGenerator(seed: seed), parameters: parameters.parameters,
            discipline: discipline)
    }

    // MARK: Load

    /// Reports the processor's use, a fraction of 1; laws and criteria see it from the next batch on.
    public func report(processorLoad load: Double) { processorLoad.store(load.bitPattern, ordering: .relaxed) }

    /// The load of the moment (step 102 of figure 5).
    public func load() -> Load { load(assumedServiceRate: parameters.parameters.assumedServiceRate) }

    @inline(__always)
    func load(assumedServiceRate: Double) -> Load {
        let granted = unsafe counters.sum(.tokensGranted)
        let settled = unsafe counters.sum(.tokensRedeemed) &+ counters.sum(.tokensExpired)
        let measured = unsafe counters.serviceRate
        return Load(
            queueDepth: queue.count,
            processorLoad: Double(bitPattern: processorLoad.load(ordering: .relaxed)),  // relaxed: a figure, no more
            serviceRate: measured > 0 ? measured : assumedServiceRate,
            outstandingGrants: Int(max(Int64(bitPattern: granted &- settled), 0)),
            oldestArrival: Law.readsQueueHead ? oldestArrival : .distantFuture)
    }

    /// When the oldest request of the queue arrived; in the distant future when none is visible.
    private var oldestArrival: Instant {
        var oldest = UInt64.max
        for tier in 0..<queue.tierCount { oldest = min(oldest, queue.headStamp(ofTier: tier) ?? .max) }
        return Instant(nanoseconds: Int64(clamping: oldest))
    }

    /// How far ahead the law's last promise to a device lies.
    public func promisedAhead(at now: Instant) -> Nanoseconds { law.promisedAhead(at: now) }

    /// Requests waiting in `tier` of the registration queue.
    public func queueDepth(ofTier tier: Int) -> Int { queue.count(ofTier: tier) }

    /// The number of tiers.
    public var tierCount: Int { queue.tierCount }

    /// Everything counted so far, over all lanes.
    public var counts: CounterSnapshot {
        var snapshot = CounterSnapshot()
        for counter in Counter.allCases { snapshot[counter] = unsafe counters.sum(counter) }
        return snapshot
    }
}
