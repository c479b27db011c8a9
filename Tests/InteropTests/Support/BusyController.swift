import Signalling
import Testing

/// A controller that serves as good as nothing, and admits nobody while a single registration waits.
enum BusyController {
    /// How long it tells everybody to wait.
    static let waitSeconds = 17

    private static let configuration = """
        eventLoops: 1
        law: threshold
        serviceRatePerSecondMax: 0.00001
        parameters:
          queueDepthHigh: 1
          queueDepthLow: 1
          retrySeconds: \(waitSeconds)
        """

    /// Starts one and registers phones over SCCP until one of them has to wait: what service saved up is spent then. Returns that phone;
    /// the others leave.
    static func start() throws -> (RunningController, waiting: SCCPPhone) {
        let controller = try RunningController(configuration)
        // Saved up are 64 at most.
        for number in 1...80 {
            let phone = try SCCPPhone(UInt64(number), to: controller.sccp)
            try phone.say(phone.registration)
            try phone.ping(skipping: [.registerAck, .capabilitiesRequest])
            if try controller.metrics()("core_registered_total") < number { return (controller, phone) }
        }
        throw NeverBusy()
    }

    /// All registrations were served.
    struct NeverBusy: Error {}
}
