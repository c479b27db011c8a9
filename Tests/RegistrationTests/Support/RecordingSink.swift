@testable import Registration

/// Keeps what a controller acknowledged and what failed, in order.
struct RecordingSink: RegistrationSink {
    /// A registration that failed.
    struct Failure: Equatable {
        var device: DeviceName
        var cause: RegistrationFailure
        var context: UInt64
    }

    var acknowledged: [RegistrationAcknowledgment] = []
    var failures: [Failure] = []

    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {
        acknowledged.append(copy acknowledgment)
    }

    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {
        failures.append(Failure(device: device, cause: failure, context: context))
    }
}

/// Forgets what it hears.
struct SilentSink: RegistrationSink {
    mutating func acknowledge(_ acknowledgment: borrowing RegistrationAcknowledgment) {}
    mutating func fail(_ device: DeviceName, because failure: RegistrationFailure, context: UInt64) {}
}
