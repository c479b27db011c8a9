import Devices

@testable import DeviceFleet

/// Counts what a fleet does, and lets all go on.
final class TestObserver: FleetObserver {
    var sent: [DeviceMessage: Int] = [:]
    var registered: [Int: Int] = [:]
    var latencies: [Int64] = []

    func sent(_ message: DeviceMessage, by device: Int, to controller: Int, due: Int64, at now: Int64) {
        sent[message, default: 0] += 1
    }

    func stepped(_ step: borrowing FleetStep) -> Bool {
        guard case .message(let message, let slot) = step.event else { return true }
        if message == .registered, step.after.active == slot, step.before.active != slot {
            registered[Int(step.after.controllers[slot]), default: 0] += 1
            latencies.append(step.at - step.sentAt)
        }
        return true
    }
}
