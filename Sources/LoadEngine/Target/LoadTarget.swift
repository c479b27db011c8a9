internal import Measurement
internal import Registration

/// What a load run is pointed at.
///
/// A target is shared by all workers; each opens a ``TargetSession`` of its own. `core` is the controller in this process, `null`
/// does nothing and so measures the generator.
protocol LoadTarget: AnyObject, Sendable {
    associatedtype Session: TargetSession

    /// The name used on the command line and in result files.
    static var name: String { get }

    /// The way of worker `worker`, counted from 0, to the target. Called once per worker.
    func openSession(worker: Int) -> Session

    /// Requests waiting, by tier.
    var queueDepths: [Int] { get }

    /// Tells the target the processor's use, a fraction of 1.
    func report(processorLoad: Double)

    /// Looks at what the run left behind, when all workers have ended.
    func inspect(devices: Int, at now: Instant) -> TargetInspection
}

/// One worker's way to a target; used by one thread. Requests go in batches; answers come back in the order of the requests.
protocol TargetSession: AnyObject {
    /// Asks for tokens; appends one response per request.
    func requestTokens(
        _ requests: [TokenRequest], at now: Instant, into responses: inout [TokenResponse])

    /// Asks for registrations; appends one response per request.
    func register(
        _ requests: [RegistrationRequest], at now: Instant, into responses: inout [RegistrationResponse])

    /// Lets the target serve up to `countMax` queued registrations, whoever queued them; their acknowledgments go to `buffer`.
    func serve(upTo countMax: Int, at now: Instant, into buffer: inout AcknowledgmentBuffer) -> Int

    /// Ends a batch that began `busy` ago and served `served` registrations.
    func endBatch(served: Int, busy: Nanoseconds, at now: Instant)

    /// Settles what time has ended, at the end of a run.
    func settle(at now: Instant)
}

/// What a target has to show at the end of a run.
struct TargetInspection: Sendable {
    /// The target's counts, by the keys of the result file.
    var counters: [String: UInt64] = [:]
    /// Registrations accepted and never completed, by tier.
    var stillQueued: [UInt64] = []
    /// Token requests that were never answered.
    var unansweredTokenRequests: UInt64 = 0
    /// What must hold of any run, whatever the load.
    var invariants: [InvariantCheck] = []
    /// Bytes of the registration table, directory included, per registered device.
    var bytesPerDevice: Double?
    /// Bytes of the token store per slot.
    var bytesPerTokenSlot: Double?
    /// The target's own count of token grants, new and repeated, to be held against the generator's.
    var grantsAnswered: UInt64?
    /// The target's own count of completed registrations.
    var registrationsCompleted: UInt64?
    /// What makes the run say nothing of the target.
    var limitsHit: [LimitHit] = []
}

/// A statement that a run checks.
struct InvariantCheck: Sendable {
    var name: String
    var holds: Bool
    var detail: String
}
