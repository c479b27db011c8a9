internal import NIOCore
internal import Registration

/// What one event loop does of the controller's work: it asks the core for devices, serves the queue in turns, brings what was served to
/// the exchanges that wait for it, and watches deadlines.
///
/// Used on its event loop only. A handler asks with ``requestToken(_:at:)`` and ``register(_:at:)`` and has the answer at once; what was
/// queued is served in a turn that runs after all that came in has been read. Any loop serves any loop's registrations, since the
/// queue is one: what belongs to another loop is posted there, once for each turn. Between two turns the loop looks at its sockets
/// again, so tokens and keep-alives never wait behind registrations.
final class ServiceLoop {
    /// Its place among the loops.
    let index: Int
    /// Its event loop.
    let eventLoop: any EventLoop
    /// What all loops share.
    let shared: SharedParts
    /// What the loop counts.
    let counters: ServerCounters

    private let lane: CoreLane
    private var exchanges: ExchangeTable
    private var served = ServedBatch(countMax: ServicePacer.burstMax)
    private var isTurnScheduled = false
    /// Channels with something written in this turn.
    private var unflushed: [any Channel] = []
    /// Work for registrations outside of turns that was not yet reported.
    private var outsideBusy = Nanoseconds.zero
    /// Whether the loop takes no more.
    private(set) var isShuttingDown = false

    /// What the loops of a server share. Everything in it is thread-safe.
    struct SharedParts: Sendable {
        /// The core.
        let core: any ControllerCore
        /// Who speaks for which device.
        let devices: DeviceIndex
        /// Mail between loops.
        let post: LoopPost
        /// How many loops there are.
        let loopCount: Int
        /// How fast all of them may serve.
        let pacer = ServicePacer()
        /// What is said of faults.
        let log: FaultLog
        /// The time.
        let clock: @Sendable () -> Instant
    }

    /// The loop at `index`; its counters are its own.
    init(
        index: Int, on eventLoop: any EventLoop, shared: SharedParts, lane: CoreLane, counters: ServerCounters,
        exchangeCapacity: Int
    ) {
        self.index = index
        self.eventLoop = eventLoop
        self.shared = shared
        self.lane = lane
        self.counters = counters
        exchanges = ExchangeTable(loop: index, capacity: exchangeCapacity)
    }

    /// The time.
    var now: Instant { shared.clock() }

    // MARK: Asking the core

    /// Answers a token request.
    func requestToken(_ request: TokenRequest, at now: Instant) -> TokenResponse {
        lane.requestToken(request, at: now)
    }

    /// Answers a registration request; what is queued will be served, and then reaches the exchange in the request's context.
    func register(_ request: RegistrationRequest, at now: Instant) -> RegistrationResponse {
        let response = lane.register(request, at: now)
        if case .queued = response { scheduleTurn() }
        return response
    }

    /// Ends the registration of a device; `false` when it has none.
    @discardableResult
    func unregister(_ device: DeviceName) -> Bool { lane.unregister(device) }

    /// Counts the time since `start` as work for registrations, for the core's estimate of its rate.
    func recordWork(since start: Instant) { outsideBusy = outsideBusy + max(now - start, .zero) }

    /// Upkeep: reclaims ended tokens, and tells exchanges whose deadline has passed. Called a few times a second.
    func keepUp() {
        let now = now
        lane.sweepTokens(at: now)
        let interval = serviceInterval
        // A loop whose devices are all registered would be taken for one that cannot serve.
        if interval > .zero { lane.recordService(of: 1, busy: interval * Int64(shared.loopCount)) }
        for exchange in exchanges.takePassedDeadlines(at: now) { exchange.deadlinePassed(at: now) }
    }

    // MARK: Exchanges

    /// Exchanges of this loop.
    var exchangeCount: Int { exchanges.count }

    /// Enters an exchange; `nil` when the loop has as many as it may.
    func insert(_ exchange: any Exchange) -> ExchangeID? { isShuttingDown ? nil : exchanges.insert(exchange) }

    /// Enters a connection that has just opened, which may say nothing for so long; `nil`, counted and said, when the loop has as many as it may.
    func admit(_ connection: any Exchange, firstMessageDeadline: Nanoseconds) -> ExchangeID? {
        guard let exchange = insert(connection) else {
            counters.add(.connectionsRefused)
            shared.log.say(.connectionLimit, at: now, "a connection was refused: there are as many as there may be")
            return nil
        }
        counters.add(.connectionsAccepted)
        setDeadline(now + firstMessageDeadline, of: exchange)
        return exchange
    }

    /// Takes an exchange out; it does nothing when it is not there.
    func remove(_ exchange: ExchangeID) { exchanges.remove(exchange) }

    /// Sets when an exchange must have heard from its peer; `.distantFuture` for never.
    func setDeadline(_ deadline: Instant, of exchange: ExchangeID) { exchanges.setDeadline(deadline, of: exchange) }

    /// The exchange that speaks for `device`, if it is one of this loop's.
    func exchange(speakingFor device: DeviceName) -> (any Exchange)? {
        shared.devices.owner(of: device).flatMap { exchanges[$0] }
    }

    /// Makes `exchange` the one that speaks for `device`. Another one that did so gives way, on its own loop.
    func claim(_ device: DeviceName, by exchange: ExchangeID) {
        guard let old = shared.devices.claim(device, by: exchange) else { return }
        if old.loop == index { exchanges[old]?.giveWay() } else { shared.post.send(.giveWay(old), to: old.loop) }
    }

    /// Ends that `exchange` speaks for `device`, and with `unregistering` its registration, unless another one has taken over.
    func release(_ device: DeviceName, by exchange: ExchangeID, unregistering: Bool) {
        shared.devices.release(device, by: exchange) { if unregistering { unregister(device) } }
    }

    /// Takes mail in.
    func receive(_ mail: [LoopMail]) {
        for item in mail {
            switch item {
            case .served(let registrations): for registration in registrations { deliver(registration) }
            case .takenOver(let registration, let exchange): tell(exchange, of: registration)
            case .giveWay(let exchange): exchanges[exchange]?.giveWay()
            }
        }
        flush()
    }

    /// Has all exchanges answer or refuse what is in flight, and takes no more.
    func shutDown() {
        isShuttingDown = true
        for exchange in exchanges.all { exchange.shutDown() }
        flush()
    }

    // MARK: Service

    /// Flushes `channel` at the end of the turn.
    func flushAfterTurn(_ channel: any Channel) {
        if !unflushed.contains(where: { $0 === channel }) { unflushed.append(channel) }
    }

    private func flush() {
        for channel in unflushed { channel.flush() }
        unflushed.removeAll(keepingCapacity: true)
    }

    private func scheduleTurn() {
        guard !isTurnScheduled else { return }
        isTurnScheduled = true
        eventLoop.assumeIsolated().execute { self.turn() }
    }

    /// Serves what may be served now. More turns follow while there is more.
    private func turn() {
        isTurnScheduled = false
        let start = now
        let interval = serviceInterval
        let allowance = shared.pacer.take(at: start, interval: interval)
        let count = allowance > 0 ? lane.serve(upTo: allowance, at: start, into: &served) : 0
        shared.pacer.giveBack(allowance - count, interval: interval)
        if count > 0 {
            distribute()
            flush()
            // Where service has a limit, that is what it costs, however fast it is; this loop may have its share of it.
            let busy = max(now - start + outsideBusy, interval * Int64(count * shared.loopCount))
            outsideBusy = .zero
            lane.recordService(of: count, busy: busy)
        }
        guard allowance == 0 || count == allowance else { return }
        // Not at once: the event loop would run turn after turn and read nothing. Nor after long: the limit may be another by then.
        isTurnScheduled = true
        let pause = min(max(shared.pacer.delay(at: now), .microseconds(20)), .milliseconds(100))
        eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(pause.count)) { self.turn() }
    }

    /// The time between two registrations of all loops, where service has a limit; zero where it has none.
    private var serviceInterval: Nanoseconds {
        let rate = shared.core.serviceRatePerSecondMax
        return rate > 0 ? min(Nanoseconds(seconds: 1 / rate), .seconds(1_000_000_000)) : .zero
    }

    /// Brings what was served to its exchanges: those of this loop now, others by post.
    private func distribute() {
        for case .registered(let acknowledgment) in served.registrations.lazy.map(\.outcome) {
            counters.queueWaits.note(acknowledgment)
        }
        for loop in 0..<shared.loopCount where loop != index {
            let others = served.registrations.filter { $0.exchange.loop == loop }
            if !others.isEmpty { shared.post.send(.served(others), to: loop) }
        }
        for registration in served.registrations where registration.exchange.loop == index { deliver(registration) }
        served.removeAll()
    }

    /// Brings a registration to the exchange of this loop that asked for it, and to the one that speaks for its device by now where that is
    /// another. Where nobody does, the device has left while it was queued, and its registration ends.
    private func deliver(_ registration: ServedRegistration) {
        let owner = shared.devices.owner(of: registration.device)
        tell(registration.exchange, of: registration)
        if let owner, owner.loop != index {
            shared.post.send(.takenOver(registration, by: owner), to: owner.loop)
        } else if let owner, owner != registration.exchange {
            tell(owner, of: registration)
        } else if owner == nil, case .registered = registration.outcome {
            unregister(registration.device)
        }
    }

    private func tell(_ exchange: ExchangeID, of registration: ServedRegistration) {
        switch registration.outcome {
        case .registered(let acknowledgment): exchanges[exchange]?.acknowledge(acknowledgment)
        case .failed(let reason): exchanges[exchange]?.fail(registration.device, because: reason)
        }
    }
}
