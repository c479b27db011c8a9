internal import Registration

/// What a turn of service came to, in the order of service.
struct ServedBatch: RegistrationSink, Sendable {
    /// A registration that failed.
    struct Failure: Sendable {
        /// Whose it was.
        let device: DeviceName
        /// Why.
        let reason: RegistrationFailure
        /// Where it came from.
        let exchange: ExchangeID
    }

    /// The registrations that were completed.
    private(set) var acknowledgments: [RegistrationAcknowledgment] = []
    /// Those that failed.
    private(set) var failures: [Failure] = []

    /// Room for `countMax` registrations.
    init(countMax: Int) { acknowledgments.reserveCapacity(countMax) }

    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
        acknowledgments.append(copy acknowledgment)
    }

    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {
        failures.append(Failure(device: device, reason: failure, exchange: ExchangeID(rawValue: context)))
    }

    /// Whether nothing was served.
    var isEmpty: Bool { acknowledgments.isEmpty && failures.isEmpty }

    /// Takes out what belongs to the exchanges of the loop at an index.
    mutating func takeShare(ofLoop loop: Int) -> ServedBatch {
        var share = ServedBatch(countMax: 0)
        share.acknowledgments = acknowledgments.filter { ExchangeID(rawValue: $0.context).loop == loop }
        share.failures = failures.filter { $0.exchange.loop == loop }
        if !share.acknowledgments.isEmpty {
            acknowledgments.removeAll { ExchangeID(rawValue: $0.context).loop == loop }
        }
        if !share.failures.isEmpty { failures.removeAll { $0.exchange.loop == loop } }
        return share
    }

    /// Forgets all, but keeps the memory.
    mutating func removeAll() {
        acknowledgments.removeAll(keepingCapacity: true)
        failures.removeAll(keepingCapacity: true)
    }
}
