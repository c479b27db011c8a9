internal import LockFree
internal import Registration
internal import SeededRandom

/// The machine that a controller runs on: the very controller that serves real devices, a clock that may be wrong, and a
/// generation that a crash ends.
final class ControllerHost<Law: AdmissionPolicy & ~Copyable> {
    typealias Core = Controller<Law, EarliestDeadline>

    /// Its place in the cluster.
    let index: Int
    private let configuration: ControllerConfiguration
    private let seed: UInt64
    private(set) var core: Core
    private var lane: Core.Lane
    /// What its clock reads at virtual time zero.
    private var clockOffset = Nanoseconds.zero
    private var steady = SteadyTime()
    private var tokenResponses: [TokenResponse] = []
    private var registrationResponses: [RegistrationResponse] = []
    private var sink = ServedRegistrations()
    /// Until when the token store may hold rows, by the controller's time.
    private var sweepUntil = Instant(nanoseconds: .min)

    /// Grows by one with each crash, so that what was under way before is recognised.
    private(set) var generation: Int64 = 0
    /// Whether a completion is scheduled.
    var isServing = false
    /// Registration requests so far; the next one's number.
    private(set) var requestSequence: UInt32 = 0
    /// When the books were last balanced, by the controller's time.
    private(set) var instantOfBalance = Instant.epoch
    /// What lives before this one counted.
    private var countsOfFormerLives = CounterSnapshot()

    /// A host that has just started.
    init(index: Int, configuration: ControllerConfiguration, seed: UInt64) throws {
        self.index = index
        self.configuration = configuration
        self.seed = SplitMix64.output(seed: seed, index: UInt64(0xC0_0000 + index))
        core = try Core(configuration, discipline: Self.discipline)
        lane = core.makeLane(seed: Self.laneSeed(self.seed, 0))
        tokenResponses.reserveCapacity(1)
        registrationResponses.reserveCapacity(64)
        sink.served.reserveCapacity(64)
    }

    /// A second before token registrations, two before initial ones, and a sixteenth of all service for those.
    private static var discipline: EarliestDeadline {
        EarliestDeadline(offsets: [0, 1_000_000_000, 2_000_000_000], lowestTierPeriod: 16)
    }

    private static func laneSeed(_ seed: UInt64, _ generation: Int64) -> (UInt64, UInt64, UInt64, UInt64) {
        (seed, UInt64(bitPattern: generation), 0x7374_6F72_6D, ~seed)
    }

    // MARK: Time and life

    /// The instant that the controller is given at virtual time `time`.
    @inline(__always)
    private func instant(_ time: Int64) -> Instant {
        steady.instant(atReading: Instant(nanoseconds: time) + clockOffset)
    }

    /// The clock jumps.
    func stepClock(by span: Nanoseconds) { clockOffset = clockOffset + span }

    /// The process ends; what it did not complete is as if it had never begun.
    func crash(keepsMemory: Bool) throws {
        generation += 1
        isServing = false
        guard !keepsMemory else { return }
        add(core.counts, to: &countsOfFormerLives)
        core = try Core(configuration, discipline: Self.discipline)
        lane = core.makeLane(seed: Self.laneSeed(seed, generation))
        steady = SteadyTime()
        sweepUntil = Instant(nanoseconds: .min)
    }

    /// Everything counted, over all lives.
    var counts: CounterSnapshot {
        var counts = core.counts
        add(countsOfFormerLives, to: &counts)
        return counts
    }

    private func add(_ counts: CounterSnapshot, to sum: inout CounterSnapshot) {
        for counter in Counter.allCases { sum[counter] = sum[counter] &+ counts[counter] }
    }

    // MARK: Requests

    /// Registrations that wait.
    var queueDepth: Int {
        var depth = 0
        for tier in 0..<core.tierCount { depth += core.queueDepth(ofTier: tier) }
        return depth
    }

    @inline(__always)
    func requestToken(_ identity: DeviceIdentity, at time: Int64) -> TokenResponse {
        let now = instant(time)
        let request = TokenRequest(
            device: identity.name, address: identity.address, deviceClass: identity.deviceClass)
        tokenResponses.removeAll(keepingCapacity: true)
        core.requestTokens([request].span, at: now, on: &lane, into: &tokenResponses)
        let response = tokenResponses[0]
        switch response {
        case .denied(_, let retryAfter): noteRow(until: now + retryAfter + .seconds(3))
        case .granted, .discarded: noteRow(until: now + .seconds(60))
        }
        core.sweepTokens(at: now, on: &lane)
        return response
    }

    /// Answers a registration request, and says which number it has.
    @inline(__always)
    func register(
        _ identity: DeviceIdentity, kind: RegistrationRequest.Kind, hasPriorityTag: Bool = false, at time: Int64
    ) -> (response: RegistrationResponse, sequence: UInt32) {
        let now = instant(time)
        let sequence = requestSequence
        requestSequence &+= 1
        let request = RegistrationRequest(
            device: identity.name, address: identity.address, deviceClass: identity.deviceClass, kind: kind,
            hasPriorityTag: hasPriorityTag,
            context: RequestContext(device: identity.index, sequence: sequence).word)
        registrationResponses.removeAll(keepingCapacity: true)
        core.register([request].span, at: now, on: &lane, into: &registrationResponses)
        if case .denied(_, let retryAfter) = registrationResponses[0] { noteRow(until: now + retryAfter + .seconds(3)) }
        return (registrationResponses[0], sequence)
    }

    func unregister(_ identity: DeviceIdentity) { _ = core.unregister(identity.name, on: &lane) }

    /// Serves one registration that took `span`, and returns it.
    @inline(__always)
    func serveOne(at time: Int64, tookNanoseconds span: Int64) -> ServedRegistrations.Served? {
        let now = instant(time)
        sink.served.removeAll(keepingCapacity: true)
        let count = core.serve(upTo: 1, at: now, on: &lane, sink: &sink)
        core.recordService(of: count, busy: Nanoseconds(span), on: &lane)
        if now <= sweepUntil { core.sweepTokens(at: now, on: &lane) }
        return sink.served.first
    }

    private func noteRow(until end: Instant) {
        // A row is swept at the latest one pass after its end.
        sweepUntil = max(sweepUntil, end + .seconds(10))
    }

    // MARK: Checks

    /// Ends every token and slot whose time is over.
    func sweepAll(at time: Int64) {
        instantOfBalance = instant(time)
        core.sweepAllTokens(at: instantOfBalance, on: &lane)
    }

    // MARK: Before the storm

    /// Registers a device as if it had been for long: without asking the law, and without its time.
    func fill(_ identity: DeviceIdentity) {
        _ = register(identity, kind: .initial, hasPriorityTag: true, at: 0)
        sink.served.removeAll(keepingCapacity: true)
        _ = core.serve(upTo: 1, at: .epoch, on: &lane, sink: &sink)
    }
}
