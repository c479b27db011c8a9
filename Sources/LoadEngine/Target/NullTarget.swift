internal import Registration

/// `null`: grants and acknowledges everything and does nothing. The generator's own path is the same as against any target, so
/// a run against it shows the most that the generator could ever report.
final class NullTarget: LoadTarget {
    static var name: String { "null" }

    func openSession(worker: Int) -> NullSession { NullSession() }

    var queueDepths: [Int] { [0, 0, 0] }

    func report(processorLoad: Double) {}

    func inspect(devices: Int, at now: Instant) -> TargetInspection {
        TargetInspection(invariants: [
            InvariantCheck(name: "nothing is kept", holds: true, detail: "the null target has no state to check")
        ])
    }
}

/// A worker's way to nothing: remembers the batch's requests until they are "served".
final class NullSession: TargetSession {
    private var queued: [AcknowledgmentBuffer.Item] = []

    init() { queued.reserveCapacity(256) }

    @inline(__always)
    func requestTokens(
        _ requests: [TokenRequest], at now: Instant, into responses: inout [TokenResponse]
    ) {
        for index in requests.indices {
            let device = requests[index].device
            responses.append(.granted(.forged(high: device.high, low: device.low), timeout: nil))
        }
    }

    @inline(__always)
    func register(
        _ requests: [RegistrationRequest], at now: Instant, into responses: inout [RegistrationResponse]
    ) {
        // Moved out and back: the array is checked for exclusive access once per batch, not once per request.
        var queued: [AcknowledgmentBuffer.Item] = []
        swap(&queued, &self.queued)
        for index in requests.indices {
            let request = requests[index]
            var tier = RegistrationClass.initial
            if case .token = request.kind { tier = .token }
            if request.hasPriorityTag { tier = .priority }
            queued.append(
                AcknowledgmentBuffer.Item(
                    context: RequestContext(rawValue: request.context), arrivedAt: now, tier: tier.rawValue))
            responses.append(.queued(tier: tier.rawValue, isAnswered: true))
        }
        swap(&queued, &self.queued)
    }

    @inline(__always)
    func serve(upTo countMax: Int, at now: Instant, into buffer: inout AcknowledgmentBuffer) -> Int {
        let count = queued.count
        for item in queued { buffer.append(item) }
        queued.removeAll(keepingCapacity: true)
        return count
    }

    func endBatch(served: Int, busy: Nanoseconds, at now: Instant) {}

    func settle(at now: Instant) {}
}
