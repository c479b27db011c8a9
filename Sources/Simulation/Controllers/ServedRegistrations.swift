internal import Registration

/// Collects what a controller completes.
struct ServedRegistrations: RegistrationSink {
    /// One registration that left the queue.
    struct Served {
        var device: Int
        /// The number of its request at this controller.
        var sequence: UInt32
        var tier: Int
        /// Whether the device is registered now; otherwise the registration failed.
        var isRegistered: Bool
    }

    var served: [Served] = []

    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
        let context = RequestContext(word: acknowledgment.context)
        served.append(
            Served(
                device: context.device, sequence: context.sequence, tier: Int(acknowledgment.tier), isRegistered: true))
    }

    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {
        let context = RequestContext(word: context)
        served.append(Served(device: context.device, sequence: context.sequence, tier: 0, isRegistered: false))
    }
}

/// What travels with a registration request and comes back: which device, and its place in the order of requests.
struct RequestContext {
    var word: UInt64

    init(word: UInt64) { self.word = word }

    init(device: Int, sequence: UInt32) {
        word = UInt64(sequence) << 32 | UInt64(UInt32(truncatingIfNeeded: device))
    }

    var device: Int { Int(UInt32(truncatingIfNeeded: word)) }
    var sequence: UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
}
