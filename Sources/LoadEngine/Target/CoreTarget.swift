internal import LockFree
internal import Registration

/// `core`: the controller in this process, without a network between.
final class CoreTarget<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: LoadTarget {
    static var name: String { "core" }

    let controller: Controller<Law, Discipline>
    private let seed: UInt64

    /// - Parameter seed: for the token generators; the run's own, so that a run can be repeated.
    init(_ configuration: ControllerConfiguration, discipline: Discipline, seed: UInt64) throws {
        controller = try Controller(configuration, discipline: discipline)
        self.seed = seed
    }

    func openSession(worker: Int) -> CoreSession<Law, Discipline> {
        CoreSession(
            controller: controller, lane: controller.makeLane(seed: (seed, UInt64(worker), 0x6C61_6E65, ~seed)))
    }

    var queueDepths: [Int] { (0..<controller.tierCount).map { controller.queueDepth(ofTier: $0) } }

    func report(processorLoad: Double) { controller.report(processorLoad: processorLoad) }

    func inspect(devices: Int, at now: Instant) -> TargetInspection {
        let counts = controller.counts
        var inspection = TargetInspection()
        for counter in Counter.allCases { inspection.counters[counter.label] = counts[counter] }
        let outstanding = UInt64(controller.tokens.countOutstandingGrants(at: now))
        inspection.stillQueued = queueDepths.map { UInt64($0) }
        let queued = inspection.stillQueued.reduce(0, +)
        inspection.counters["tokensOutstanding"] = outstanding
        inspection.counters["stillQueued"] = queued
        let found = UInt64(countRegistered(of: devices))
        let rows = UInt64(controller.table.countRegistered())
        inspection.invariants = [
            tokensBalance(counts, outstanding: outstanding),
            registrationsBalance(counts, queued: queued),
            InvariantCheck(
                name: "table count = distinct registered devices",
                holds: rows == found && rows == counts[.registered] - counts[.unregistered],
                detail: "\(rows) rows, \(found) of the plan's devices found by name and by number, "
                    + "\(counts[.registered]) first registrations"),
            tokensUsedOnce(counts),
        ]
        let bytes = Double(controller.table.byteCount)
        inspection.bytesPerDevice = rows > 0 ? bytes / Double(rows) : nil
        inspection.bytesPerTokenSlot = Double(controller.tokens.byteCount) / Double(controller.tokens.slotCount)
        inspection.grantsAnswered = counts[.tokensGranted] + counts[.tokensRepeated]
        inspection.registrationsCompleted = counts[.registered] + counts[.renewed]
        return inspection
    }

    /// The plan's devices that both look-ups find.
    private func countRegistered(of devices: Int) -> Int {
        var found = 0
        for index in 0..<devices {
            guard let entry = controller.table.entry(of: DeviceIdentity.name(of: UInt32(index))) else { continue }
            if controller.table.entry(calledBy: entry.lines.first)?.device == entry.device { found += 1 }
        }
        return found
    }

    private func tokensBalance(_ counts: CounterSnapshot, outstanding: UInt64) -> InvariantCheck {
        let settled = counts[.tokensRedeemed] + counts[.tokensExpired] + outstanding
        return InvariantCheck(
            name: "granted = redeemed + expired + outstanding", holds: counts[.tokensGranted] == settled,
            detail:
                "\(counts[.tokensGranted]) = \(counts[.tokensRedeemed]) + \(counts[.tokensExpired]) + \(outstanding)")
    }

    private func registrationsBalance(_ counts: CounterSnapshot, queued: UInt64) -> InvariantCheck {
        let accepted = counts[.queuedPriority] + counts[.queuedToken] + counts[.queuedInitial]
        let completed = counts[.registered] + counts[.renewed] + counts[.failed]
        return InvariantCheck(
            name: "accepted registrations = registered + still queued", holds: accepted == completed + queued,
            detail: "\(accepted) = \(counts[.registered]) first + \(counts[.renewed]) repeated + "
                + "\(counts[.failed]) failed + \(queued) queued")
    }

    private func tokensUsedOnce(_ counts: CounterSnapshot) -> InvariantCheck {
        // A priority registration may use up a token too; a token registration uses exactly one.
        let used = counts[.tokensRedeemed]
        let holds = used >= counts[.queuedToken] && used <= counts[.queuedToken] + counts[.queuedPriority]
        return InvariantCheck(
            name: "no token redeemed twice", holds: holds && used <= counts[.tokensGranted],
            detail: "\(used) redeemed for \(counts[.queuedToken]) token registrations queued")
    }
}

/// A worker's lane of the controller.
final class CoreSession<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>: TargetSession {
    private let controller: Controller<Law, Discipline>
    private var lane: Controller<Law, Discipline>.Lane

    init(controller: Controller<Law, Discipline>, lane: consuming Controller<Law, Discipline>.Lane) {
        self.controller = controller
        self.lane = lane
    }

    @inline(__always)
    func requestTokens(
        _ requests: [TokenRequest], at now: Instant, into responses: inout [TokenResponse]
    ) { controller.requestTokens(requests.span, at: now, on: &lane, into: &responses) }

    @inline(__always)
    func register(
        _ requests: [RegistrationRequest], at now: Instant, into responses: inout [RegistrationResponse]
    ) { controller.register(requests.span, at: now, on: &lane, into: &responses) }

    @inline(__always)
    func serve(upTo countMax: Int, at now: Instant, into buffer: inout AcknowledgmentBuffer) -> Int {
        controller.serve(upTo: countMax, at: now, on: &lane, sink: &buffer)
    }

    @inline(__always)
    func endBatch(served: Int, busy: Nanoseconds, at now: Instant) {
        if served > 0 { controller.recordService(of: served, busy: busy, on: &lane) }
        controller.sweepTokens(at: now, on: &lane)
    }

    func settle(at now: Instant) { controller.sweepAllTokens(at: now, on: &lane) }
}
