import LockFree
import Logging
import NIOCore
import NIOEmbedded
import Registration

@testable import ControllerServer

/// Service loops on event loops that go when they are told to, around one core and one clock.
struct TestLoops {
    let clock = TestClock()
    let core: any ControllerCore
    let devices = DeviceIndex()
    let eventLoops: [EmbeddedEventLoop]
    let loops: [ServiceLoop]

    /// What the core grants.
    enum Law {
        /// All.
        case all
        /// Nothing.
        case none
    }

    /// - Parameter serviceRate: registrations served a second, over all loops; 0 for no limit.
    init(
        count: Int = 1, devices deviceCount: Int = 1_000, serviceRate: Double = 0, exchanges: Int = 1_000,
        law: Law = .all, directoryNames: Int? = nil
    ) throws {
        var configuration = ControllerConfiguration(devices: deviceCount, laneCount: count, hashSeed: 7)
        if let directoryNames { configuration.plan.poolCount = directoryNames }
        configuration.tierCapacities = [1_024, 1_024, 1_024]
        configuration.parameters.retryGranularity = .seconds(1)
        configuration.parameters.retryMin = .seconds(1)
        let discipline = EarliestDeadline(offsets: [0], lowestTierPeriod: 20)
        let core: any ControllerCore
        switch law {
        case .all:
            core = try TypedCore<OpenPolicy, EarliestDeadline>(
                configuration, discipline: discipline, serviceRatePerSecondMax: serviceRate)
        case .none:
            configuration.parameters.queueDepthHigh = 0
            configuration.parameters.queueDepthLow = 0
            core = try TypedCore<ThresholdPolicy, EarliestDeadline>(
                configuration, discipline: discipline, serviceRatePerSecondMax: serviceRate)
        }
        let clock = clock
        let shared = ServiceLoop.SharedParts(
            core: core, devices: devices, post: LoopPost(loopCount: count), loopCount: count,
            log: FaultLog(Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })),
            clock: { clock.now })
        self.core = core
        let eventLoops = (0..<count).map { _ in EmbeddedEventLoop() }
        self.eventLoops = eventLoops
        loops = (0..<count).map { index in
            let lane = core.makeLane(seed: (1, 2, 3, UInt64(index)))
            let loop = ServiceLoop(
                index: index, on: eventLoops[index], shared: shared, lane: lane, counters: ServerCounters(),
                exchangeCapacity: exchanges)
            shared.post.enter(loop)
            return loop
        }
    }

    /// The first loop.
    var loop: ServiceLoop { loops[0] }

    /// Runs what is to be done now, on all loops, until nothing is.
    func run() { for _ in 0..<4 { for eventLoop in eventLoops { eventLoop.run() } } }

    /// Lets time go by, in steps of a millisecond.
    func advance(by span: Nanoseconds) {
        for _ in 0..<max(span.count / 1_000_000, 1) {
            clock.advance(by: .milliseconds(1))
            for eventLoop in eventLoops { eventLoop.advanceTime(by: .milliseconds(1)) }
            run()
        }
    }
}
