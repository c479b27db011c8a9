import Glibc
import LockFree
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Registration

@testable import ControllerServer

/// Loops on real event loops, behind real sockets of the loopback interface.
///
/// Its users wait for futures on their own threads: what tasks hand over when they resume passes through the runtime, whose part in it
/// ThreadSanitizer does not see.
struct TestServer {
    let group: MultiThreadedEventLoopGroup
    /// The event loop of those who talk to it. Not one of its own: connections are dealt out to those in turn.
    let clients = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let listener: Listener
    let loops: LoopDirectory<ServiceLoop>
    let core: any ControllerCore
    let counters: [ServerCounters]

    init(loopCount: Int) throws {
        group = MultiThreadedEventLoopGroup(numberOfThreads: loopCount)
        var configuration = ControllerConfiguration(devices: 1_000, laneCount: loopCount, hashSeed: 7)
        configuration.tierCapacities = [1_024, 1_024, 1_024]
        let core = try TypedCore<OpenPolicy, StrictPriority>(
            configuration, discipline: StrictPriority(), serviceRatePerSecondMax: 0)
        self.core = core
        let counters = (0..<loopCount).map { _ in ServerCounters() }
        self.counters = counters
        let shared = ServiceLoop.SharedParts(
            core: core, devices: DeviceIndex(), post: LoopPost(loopCount: loopCount), loopCount: loopCount,
            log: FaultLog(Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })),
            clock: { Instant(nanoseconds: Int64(NIODeadline.now().uptimeNanoseconds)) })
        var loops = LoopDirectory<ServiceLoop>()
        for (index, eventLoop) in group.makeIterator().enumerated() {
            let directory = try eventLoop.submit {
                let loop = ServiceLoop(
                    index: index, on: eventLoop, shared: shared, lane: core.makeLane(seed: (1, 2, 3, UInt64(index))),
                    counters: counters[index], exchangeCapacity: 1_000)
                shared.post.enter(loop)
                var directory = LoopDirectory<ServiceLoop>()
                directory.enter(loop, on: eventLoop)
                return directory
            }.wait()
            loops.merge(directory)
        }
        self.loops = loops
        listener = Listener(group: group)
    }

    /// Ends all event loops.
    func shutDown() throws {
        try clients.syncShutdownGracefully()
        try group.syncShutdownGracefully()
    }

    /// What all loops counted.
    func count(_ counter: ServerCounter) -> UInt64 { counters.reduce(0) { $0 + $1[counter] } }
}

/// Keeps the bytes that a client hears.
final class KeepingClient: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let bytes = NIOLockedValueBox(ByteBuffer())

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var heard = unwrapInboundIn(data)
        _ = bytes.withLockedValue { $0.writeBuffer(&heard) }
    }

    /// What it has heard, once that is at least so much; fails after a minute, which no busy machine takes.
    func heard(atLeast byteCount: Int) throws -> ByteBuffer {
        for _ in 0..<12_000 {
            let heard = bytes.withLockedValue { $0 }
            if heard.readableBytes >= byteCount { return heard }
            usleep(5_000)
        }
        throw Silence(byteCount: bytes.withLockedValue { $0.readableBytes })
    }

    /// The server said no more than this.
    struct Silence: Error { let byteCount: Int }
}
