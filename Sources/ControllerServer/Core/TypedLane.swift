internal import LockFree
internal import Registration

/// A lane of a controller whose types are known.
final class TypedLane<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline> {
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
