internal import LockFree
internal import Registration

/// A lane whose work is compiled for its law and discipline.
///
/// A class with type parameters is compiled once, for any types: its methods, called through a protocol, ask for metadata at each step, at a
/// cost of half a microsecond a request. Closures made where the types are known are compiled for them, and so is all that they call.
final class SpecializedLane: CoreLane {
    private let tokens: (TokenRequest, Instant) -> TokenResponse
    private let registrations: (RegistrationRequest, Instant) -> RegistrationResponse
    private let service: (Int, Instant, inout ServedBatch) -> Int
    private let recording: (Int, Nanoseconds) -> Void
    private let unregistration: (DeviceName) -> Bool
    private let sweep: (Instant) -> Void

    /// The same as `lane`. Inlined into callers that know its types.
    @inline(__always)
    init<Law: AdmissionPolicy & ~Copyable, Discipline: QueueDiscipline>(_ lane: TypedLane<Law, Discipline>) {
        tokens = { lane.requestToken($0, at: $1) }
        registrations = { lane.register($0, at: $1) }
        service = { lane.serve(upTo: $0, at: $1, into: &$2) }
        recording = { lane.recordService(of: $0, busy: $1) }
        unregistration = { lane.unregister($0) }
        sweep = { lane.sweepTokens(at: $0) }
    }

    func requestToken(_ request: TokenRequest, at now: Instant) -> TokenResponse { tokens(request, now) }

    func register(_ request: RegistrationRequest, at now: Instant) -> RegistrationResponse {
        registrations(request, now)
    }

    func serve(upTo countMax: Int, at now: Instant, into batch: inout ServedBatch) -> Int {
        service(countMax, now, &batch)
    }

    func recordService(of count: Int, busy span: Nanoseconds) { recording(count, span) }

    func unregister(_ device: DeviceName) -> Bool { unregistration(device) }

    func sweepTokens(at now: Instant) { sweep(now) }
}
