internal import Registration

/// Where a worker's acknowledgments land: what is needed to record their latency, nothing else. Room for one batch, kept.
struct AcknowledgmentBuffer: RegistrationSink {
    /// One acknowledged registration.
    struct Item {
        var context: RequestContext
        var arrivedAt: Instant
        var tier: UInt8
    }

    private(set) var items: [Item] = []
    /// Registrations that were queued and then failed.
    private(set) var failureCount = 0

    init(capacity: Int) { items.reserveCapacity(capacity) }

    mutating func removeAll() {
        items.removeAll(keepingCapacity: true)
        failureCount = 0
    }

    @inline(__always)
    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
        append(
            Item(
                context: RequestContext(rawValue: acknowledgment.context), arrivedAt: acknowledgment.arrivedAt,
                tier: acknowledgment.tier))
    }

    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {
        failureCount += 1
    }

    mutating func append(_ item: Item) { items.append(item) }
}

/// What a registration request carries through the target: who sent it, and when it was planned to be sent.
///
/// Bits 54 to 63: the worker, 0 to 1,023. Bits 0 to 53: nanoseconds, enough for 208 days.
struct RequestContext: Hashable, BitwiseCopyable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(worker: Int, plannedNanoseconds: Int64) {
        rawValue = UInt64(worker) << 54 | UInt64(max(plannedNanoseconds, 0)) & ((1 << 54) - 1)
    }

    var worker: Int { Int(rawValue >> 54) }
    var plannedNanoseconds: Int64 { Int64(rawValue & ((1 << 54) - 1)) }
}
