import LockFree
import Testing
import TestSupport

@testable import Registration

/// All of a controller at once, from several threads.
@Suite(.serialized) struct ControllerRaceTests {
    @Test("Devices ask, register, are served and leave on four lanes; afterwards every count adds up")
    func countsAddUp() throws {
        var configuration = ControllerConfiguration(devices: 300, laneCount: 5, hashSeed: 3)
        configuration.tierCapacities = [64, 64, 64]  // small, so that queues fill and undo
        configuration.tokenSlots = 300
        configuration.parameters.tokenTimeout = .preset(.milliseconds(1))
        let controller = try Controller<OpenPolicy, StrictPriority>(configuration, discipline: StrictPriority())
        let stepCount = 1_500 * StressVolume.current.factor
        _ = runConcurrently(threads: 4) { thread in
            var lane = controller.makeLane(seed: (1, 2, 3, UInt64(thread)))
            var random = TestSeed.current.generator(thread)
            var tokenResponses: [TokenResponse] = []
            var responses: [RegistrationResponse] = []
            var sink = SilentSink()
            var now = Instant.epoch
            var held: [Int: Token] = [:]
            for _ in 0..<stepCount {
                now = now + .microseconds(20)
                let devices = (0..<16).map { _ in Int.random(in: 0..<400, using: &random) }
                switch Int.random(in: 0..<8, using: &random) {
                case 0..<3:
                    tokenResponses.removeAll(keepingCapacity: true)
                    let requests = devices.map { TokenRequest(device: .numbered($0), address: .numbered($0)) }
                    controller.requestTokens(requests.span, at: now, on: &lane, into: &tokenResponses)
                    for (device, response) in zip(devices, tokenResponses) {
                        if case .granted(let token, _) = response { held[device] = token }
                    }
                case 3..<6:
                    responses.removeAll(keepingCapacity: true)
                    let requests = devices.map { device in
                        RegistrationRequest(
                            device: .numbered(device), address: .numbered(device),
                            deviceClass: device.isMultiple(of: 50) ? .gateway : .phone,
                            kind: held[device].map { .token(.token($0)) } ?? .initial)
                    }
                    controller.register(requests.span, at: now, on: &lane, into: &responses)
                case 6:
                    _ = controller.serve(upTo: 48, at: now, on: &lane, sink: &sink)
                    _ = controller.unregister(.numbered(devices[0]), on: &lane)
                default: controller.sweepAllTokens(at: now, on: &lane)
                }
            }
            return thread
        }
        var lane = controller.makeLane(seed: (9, 9, 9, 9))
        Self.checkCounts(of: controller, lane: &lane)
        var sink = SilentSink()
        while controller.serve(upTo: 64, at: .epoch, on: &lane, sink: &sink) > 0 {}
        controller.sweepAllTokens(at: .epoch + .seconds(1_000), on: &lane)
        Self.checkCounts(of: controller, lane: &lane)
        #expect(controller.load().queueDepth == 0 && controller.load().outstandingGrants == 0)
        #expect(controller.counts[.deniedQueueFull] > 0, "the test means to fill the queue")
    }

    private static func checkCounts(
        of controller: Controller<OpenPolicy, StrictPriority>,
        lane: inout Controller<OpenPolicy, StrictPriority>.Lane
    ) {
        // Every grant that the store still holds counts as outstanding, ended or not: look from before the first.
        let held = UInt64(controller.tokens.countOutstandingGrants(at: Instant(nanoseconds: -1)))
        let counts = controller.counts
        #expect(counts[.tokensGranted] == counts[.tokensRedeemed] &+ counts[.tokensExpired] + held)
        let accepted = counts[.queuedPriority] + counts[.queuedToken] + counts[.queuedInitial]
        let depth = UInt64(controller.load().queueDepth)
        #expect(accepted == counts[.registered] + counts[.renewed] + counts[.failed] + depth)
        let registered = controller.table.countRegistered()
        #expect(UInt64(registered) == counts[.registered] - counts[.unregistered])
        let rows = counts[.rowsClaimed] &- counts[.rowsFreed]
        #expect(rows >= UInt64(registered) && rows <= UInt64(registered) + depth)
        let tokensHold = controller.tokens.invariantsHold()
        let tableHolds = controller.table.invariantsHold()
        #expect(tokensHold && tableHolds)
    }
}
