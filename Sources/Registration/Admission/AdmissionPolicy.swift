/// A law's answer to one new request.
public enum AdmissionDecision: Hashable, Sendable, BitwiseCopyable {
    /// Granted: a token, or a place in the queue.
    case grant
    /// Denied. With `reserves`, capacity at the end of the span is set aside for the device, and it is granted when it comes
    /// then. The span is already within the parameters' bounds.
    case deny(retryAfter: Nanoseconds, reserves: Bool)
}

/// A law of admission: decides who may register now, and tells the others when to come back.
///
/// One value is shared by all lanes, so conforming types keep shared state in atomics. Requests come in batches: a law may
/// take what a whole batch needs in one step (``open(count:load:parameters:at:)``), decide each request from that
/// (``decide(_:_:)``), and give back what was not used (``close(_:)``). Every `open` is followed by one `close`.
///
/// Rules for every law (see the laws' own documentation for how): an answer waits for nothing; a burst never gets one constant
/// retry time unless it is told to; retry times keep to the parameters' bounds; outstanding grants never exceed what can be
/// served within the token timeout (`open` excepted).
///
/// Sources: step 104 of figure 5; rows S2, S3, S7.
public protocol AdmissionPolicy: ~Copyable, Sendable {
    /// What the decisions of one batch share.
    associatedtype Batch

    /// The name used on the command line and in result files.
    static var name: String { get }

    /// Whether the law looks at ``Load/oldestArrival``. It is read only then: the head of each tier is one more cache line that
    /// consumers write.
    static var readsQueueHead: Bool { get }

    /// A law with no history.
    init()

    /// Prepares to decide up to `count` new requests that arrive at `now`.
    borrowing func open(count: Int, load: Load, parameters: borrowing Parameters, at now: Instant) -> Batch

    /// Decides one new request.
    borrowing func decide(_ registrationClass: RegistrationClass, _ batch: inout Batch) -> AdmissionDecision

    /// Takes the last decision back: the request turned out not to be new.
    borrowing func withdraw(_ decision: AdmissionDecision, _ batch: inout Batch)

    /// Gives back what the batch did not use.
    borrowing func close(_ batch: consuming Batch)

    /// How far ahead of `now` the last time lies that was promised to a device; zero for a law that promises none.
    borrowing func promisedAhead(at now: Instant) -> Nanoseconds

    /// A device did not come to the slot that was reserved for it.
    borrowing func release(at now: Instant, load: Load, parameters: borrowing Parameters)
}

extension AdmissionPolicy where Self: ~Copyable {
    /// Most laws do not look at it.
    @inlinable public static var readsQueueHead: Bool { false }

    /// Most laws promise nothing.
    public borrowing func promisedAhead(at now: Instant) -> Nanoseconds { .zero }

    /// Laws without reservations have nothing to release.
    public borrowing func release(at now: Instant, load: Load, parameters: borrowing Parameters) {}
}
