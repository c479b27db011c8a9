internal import LockFree
internal import Registration

/// What one event loop brings to its calls of the core. Used on that loop only.
///
/// A class with type parameters is compiled once, for any types: its methods, called through a protocol, ask for metadata at each step, at a
/// cost of half a microsecond a request. Closures made where law and discipline are known as types are compiled for them, and so is all that
/// they call.
final class CoreLane {
    private let tokens: (TokenRequest, Instant) -> TokenResponse
    private let registrations: (RegistrationRequest, Instant) -> RegistrationResponse
    private let service: (Int, Instant, inout ServedBatch) -> Int
    private let recording: (Int, Nanoseconds) -> Void
    private let unregistration: (DeviceName) -> Bool
    private let sweep: (Instant) -> Void

    /// A lane of a controller. Inlined into callers, which should know the controller's types.
    @inline(__always)
    init<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>(
        of controller: Controller<Law, Discipline>, seed: (UInt64, UInt64, UInt64, UInt64)
    ) {
        let lane = TypedLane(controller: controller, seed: seed)
        tokens = { lane.requestToken($0, at: $1) }
        registrations = { lane.register($0, at: $1) }
        service = { lane.serve(upTo: $0, at: $1, into: &$2) }
        recording = { lane.recordService(of: $0, busy: $1) }
        unregistration = { lane.unregister($0) }
        sweep = { lane.sweepTokens(at: $0) }
    }

    /// Answers a token request.
    func requestToken(_ request: TokenRequest, at now: Instant) -> TokenResponse { tokens(request, now) }

    /// Answers a registration request.
    func register(_ request: RegistrationRequest, at now: Instant) -> RegistrationResponse {
        registrations(request, now)
    }

    /// Serves up to `countMax` queued registrations and appends what came of them to `batch`; returns how many left the queue.
    func serve(upTo countMax: Int, at now: Instant, into batch: inout ServedBatch) -> Int {
        service(countMax, now, &batch)
    }

    /// Tells the core that `count` registrations took `span` of this loop's time.
    func recordService(of count: Int, busy span: Nanoseconds) { recording(count, span) }

    /// Ends the registration of a device; `false` when it has none.
    func unregister(_ device: DeviceName) -> Bool { unregistration(device) }

    /// Reclaims a few ended tokens; called now and then.
    func sweepTokens(at now: Instant) { sweep(now) }
}
