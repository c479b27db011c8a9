internal import Registration

/// What became of a registration when its turn came.
struct ServedRegistration: Sendable {
    /// How it ended.
    enum Outcome: Sendable {
        /// The device is registered.
        case registered(RegistrationAcknowledgment)
        /// It is not.
        case failed(RegistrationFailure)
    }

    /// Whose it was.
    let device: DeviceName
    /// Where the request came from.
    let exchange: ExchangeID
    /// How it ended.
    let outcome: Outcome
}

/// What a turn of service came to, in the order of service.
struct ServedBatch: RegistrationSink {
    /// The registrations.
    private(set) var registrations: [ServedRegistration] = []

    /// Room for `countMax` registrations.
    init(countMax: Int) { registrations.reserveCapacity(countMax) }

    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
        registrations.append(
            ServedRegistration(
                device: acknowledgment.device, exchange: ExchangeID(rawValue: acknowledgment.context),
                outcome: .registered(copy acknowledgment)))
    }

    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {
        registrations.append(
            ServedRegistration(
                device: device, exchange: ExchangeID(rawValue: context), outcome: .failed(failure)))
    }

    /// Forgets all, but keeps the memory.
    mutating func removeAll() { registrations.removeAll(keepingCapacity: true) }
}
