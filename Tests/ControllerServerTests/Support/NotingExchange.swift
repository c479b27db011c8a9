import Registration

@testable import ControllerServer

/// An exchange that notes what it is told.
final class NotingExchange: Exchange {
    private(set) var notes: [String] = []

    func acknowledge(_ acknowledgment: RegistrationAcknowledgment) {
        notes.append("\(acknowledgment.device) registered")
    }

    func fail(_ device: DeviceName, because reason: RegistrationFailure) { notes.append("\(device) failed: \(reason)") }

    func giveWay() { notes.append("gave way") }

    func deadlinePassed(at now: Instant) { notes.append("deadline passed") }

    func shutDown() { notes.append("shut down") }
}
