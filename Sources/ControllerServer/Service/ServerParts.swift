internal import AdminHTTP
internal import Exposition
internal import Logging
internal import Measurement
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOPosix
internal import Registration
internal import Signalling

/// What a server is made of, sockets aside. Thread-safe: what belongs to an event loop is given out on that loop only.
struct ServerParts: Sendable {
    /// What it was started with.
    let configuration: ServerConfiguration
    /// What its loops share.
    let shared: ServiceLoop.SharedParts
    /// The service loops.
    let loops: LoopDirectory<ServiceLoop>
    /// The registrars of SIP, one for each loop.
    let registrars: LoopDirectory<SIPRegistrar>
    /// What each loop counts.
    let counters: [ServerCounters]
    /// Which devices are bound to which address of record.
    let bindings: SIPBindings
    /// When the server began.
    let startedAt: Instant
    /// What instrumented code counts; `nil` where nobody gathers it.
    let registry: MetricsRegistry?
    /// What live pages are told, once a second.
    let events = EventStream()
    /// Token requests that the law denied.
    let lawDenials = MonotonicCount()
    private let processorUse: NIOLockedValueBox<ProcessorUse>

    /// The upkeep of each loop comes around so often.
    private static var upkeepInterval: TimeAmount { .milliseconds(50) }
    /// The processor's use is measured over so many of them.
    private static var turnsPerUseSample: Int { 5 }

    /// Parts on the event loops of `group`, which wait for nothing yet. Blocks until each loop has made its own.
    init(
        _ configuration: ServerConfiguration, on group: MultiThreadedEventLoopGroup, logger: Logger,
        secrets: inout some RandomNumberGenerator, time: ControllerServer.Time, registry: MetricsRegistry? = nil
    ) throws(ServerFailure) {
        self.registry = registry
        let core: any ControllerCore
        do {
            core = try configuration.makeCore(hashSeed: secrets.next())
        } catch {
            throw .outOfMemory(deviceCapacity: configuration.deviceCapacity)
        }
        let eventLoops = Array(group.makeIterator())
        shared = ServiceLoop.SharedParts(
            core: core, devices: DeviceIndex(), post: LoopPost(loopCount: eventLoops.count),
            loopCount: eventLoops.count,
            log: FaultLog(logger), clock: time.now)
        self.configuration = configuration
        bindings = SIPBindings(capacity: configuration.deviceCapacity)
        startedAt = time.now()
        processorUse = NIOLockedValueBox(
            ProcessorUse(
                cores: MachineFacts.current(clockSource: .system).cores, at: startedAt.nanoseconds))
        var sip = configuration.sip
        sip.tagSecret = secrets.next()
        sip.wallClock = time.wallClockSeconds
        let authenticator = configuration.accounts.map {
            SIPAuthenticator(accounts: $0, nonceSecret: (secrets.next(), secrets.next()))
        }
        var loops = LoopDirectory<ServiceLoop>()
        var registrars = LoopDirectory<SIPRegistrar>()
        var counters: [ServerCounters] = []
        for (index, eventLoop) in eventLoops.enumerated() {
            let ofLoop = ServerCounters()
            counters.append(ofLoop)
            let seed = (secrets.next(), secrets.next(), secrets.next(), secrets.next())
            let made = eventLoop.submit { [shared, bindings, sip] in
                let loop = ServiceLoop(
                    index: index, on: eventLoop, shared: shared, lane: shared.core.makeLane(seed: seed),
                    counters: ofLoop, exchangeCapacity: configuration.exchangeCapacity / eventLoops.count)
                shared.post.enter(loop)
                var loops = LoopDirectory<ServiceLoop>()
                loops.enter(loop, on: eventLoop)
                var registrars = LoopDirectory<SIPRegistrar>()
                registrars.enter(
                    SIPRegistrar(on: loop, settings: sip, bindings: bindings, authenticator: authenticator),
                    on: eventLoop)
                return (loops, registrars)
            }
            // An event loop that was just begun takes everything.
            guard let (loop, registrar) = try? made.wait() else { continue }
            loops.merge(loop)
            registrars.merge(registrar)
        }
        self.loops = loops
        self.registrars = registrars
        self.counters = counters
    }

    /// The settings of SCCP, with the clock and the controller's name.
    func sccpSettings(_ time: ControllerServer.Time) -> SCCPSettings {
        var settings = configuration.sccp
        settings.serverName = configuration.name
        settings.wallClock = { UInt32(clamping: time.wallClockSeconds()) }
        return settings
    }

    /// What all loops counted.
    func count(_ counter: ServerCounter) -> UInt64 { counters.reduce(0) { $0 &+ $1[counter] } }

    /// Counts, and says, that a connection could not be accepted on an event loop.
    @Sendable func noteUnaccepted(_ error: any Error, on eventLoop: any EventLoop) {
        loops.value(on: eventLoop)?.counters.add(.acceptPauses)
        shared.log.say(.connectionLimit, at: shared.clock(), "connections wait, as one cannot be accepted: \(error)")
    }

    /// Devices in the registration table.
    var registeredDeviceCount: UInt64 {
        let counts = shared.core.counts
        // Two counters, read one after the other while both grow: never less than nothing.
        return counts[.registered] >= counts[.unregistered] ? counts[.registered] - counts[.unregistered] : 0
    }

    /// Begins the upkeep of all loops, which goes on until they end.
    func startUpkeep(on group: MultiThreadedEventLoopGroup) {
        LiveEvents.start(self, on: group.next())
        for (index, eventLoop) in group.makeIterator().enumerated() {
            let turns = NIOLockedValueBox(0)  // of this loop alone
            // Staggered, so that loops do not sweep at once.
            let delay = TimeAmount.nanoseconds(
                Self.upkeepInterval.nanoseconds / Int64(shared.loopCount) * Int64(index))
            eventLoop.scheduleRepeatedTask(initialDelay: delay, delay: Self.upkeepInterval) { _ in
                let turn = turns.withLockedValue { turn in
                    turn += 1
                    return turn
                }
                keepUp(turn: turn, of: index, on: eventLoop)
            }
        }
    }

    /// A loop's upkeep. The first one also says how busy the process is.
    private func keepUp(turn: Int, of index: Int, on eventLoop: any EventLoop) {
        loops.value(on: eventLoop)?.keepUp()
        // A part of the bindings at each turn, loops in turn: all of them within some seconds.
        registrars.value(on: eventLoop)?.sweep(part: (turn * shared.loopCount + index) % bindings.partCount)
        guard index == 0, turn % Self.turnsPerUseSample == 0 else { return }
        let now = shared.clock().nanoseconds
        shared.core.report(processorLoad: processorUse.withLockedValue { $0.sample(at: now) })
    }

    /// Has each loop answer or refuse what is in flight and take no more. Blocks until they have.
    func shutDownLoops(of group: MultiThreadedEventLoopGroup) {
        let ended = group.makeIterator().map { eventLoop in
            eventLoop.submit { loops.value(on: eventLoop)?.shutDown() }
        }
        for future in ended { try? future.wait() }
    }
}
