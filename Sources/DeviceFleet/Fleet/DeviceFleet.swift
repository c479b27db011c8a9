public import Devices
public import Measurement
internal import Registration
internal import SeededRandom

/// Devices on real sockets: each is the machine of figure 7 that the laboratory plays, one link carries what they say.
///
/// Used by one thread, which gives it turns: in each it does what is due, puts it on the wire with few system calls, and reads what has come.
/// Nothing blocks but the wait of a turn. Memory: a machine, three timers and an identity for each device, about 150 bytes, and what the link
/// needs for its connections.
public final class DeviceFleet {
    /// What the fleet is made of.
    public let settings: FleetSettings
    private let clock: MonotonicClock
    /// A call through it costs nothing beside the system call that it ends in.
    private let link: any DeviceLink
    /// Who looks at what the fleet does.
    private let observer: any FleetObserver
    /// The devices' machines.
    public private(set) var devices: [Device]
    private var timers: DeviceTimers
    private var random: SplitMix64
    private var heard: [HeardMessage] = []

    /// A fleet of devices that are off.
    ///
    /// - Parameters:
    ///   - seed: for the waits that devices draw.
    ///   - runTag: tells what the fleet says from what others with the same devices said before.
    /// - Throws: where its sockets cannot be opened.
    public init(
        _ settings: FleetSettings, observer: any FleetObserver, clock: MonotonicClock, seed: UInt64, runTag: UInt64
    ) throws(RegistrarError) {
        self.settings = settings
        link = try settings.openLink(clock: clock, runTag: runTag)
        self.observer = observer
        self.clock = clock
        devices = Array(repeating: Device(deviceClass: .phone), count: settings.deviceCount)
        timers = DeviceTimers(deviceCount: settings.deviceCount)
        random = SplitMix64(seed: seed)
        heard.reserveCapacity(1_024)
    }

    /// Requests answered and timers played in one turn, so that no turn keeps the wire waiting.
    private var turnMax: Int { 256 }

    /// Whether one more request can be sent.
    public var hasRoom: Bool { link.hasRoom }

    /// What was counted beside what devices said and heard.
    public var counts: LinkCounts { link.counts }

    // MARK: Beginning

    /// Puts a device in the place of the one at `index`, which ends.
    public func replace(_ index: Int, with device: Device) {
        retire(index)
        devices[index] = device
    }

    /// Something happens to a device; it should have happened at `due`.
    public func play(_ event: DeviceEvent, device index: Int, due: Int64, at now: Int64) {
        play(event, device: index, due: due, happenedAt: now, sentAt: now, now: now)
    }

    /// A device without service turns to its primary, its network, address and configuration being there.
    public func start(_ index: Int, controllers: ControllerAssignment, due: Int64, at now: Int64) {
        let configuration = DeviceConfiguration(firmware: 1, controllers: controllers)
        for event in [DeviceEvent.networkUp, .addressReceived, .configurationReceived(configuration)] {
            play(event, device: index, due: due, at: now)
        }
    }

    /// Has the processor fetch what is known of a device that something will happen to soon; nothing waits for it.
    public func prefetch(_ index: Int) {
        CacheHint.willWrite(devices, at: index)
        timers.prefetch(index)
        link.prefetch(index)
    }

    /// A device that is done: its timers stop, and its link forgets it.
    public func retire(_ index: Int) {
        guard devices[index].state != .off else { return }
        timers.stop(index)
        devices[index] = Device(deviceClass: devices[index].deviceClass, misbehaviour: devices[index].misbehaviour)
        link.release(index)
    }

    /// Has a device's keep-alive run as from a time on, for one that was put into service.
    public func setKeepAlive(of index: Int, at time: Int64) { timers.set(.keepAlive, of: index, at: time) }

    // MARK: Turns

    /// How often a turn takes in what has come, so that its timers are not kept waiting for ever.
    private var hearingsMax: Int { 4 }
    /// Whoever took in as much may have left as much.
    private var hearingMin: Int { 64 }

    /// Sends what came of what was played before, waits, takes in what has come, plays the timers that are due, and sends what came of it.
    /// Returns how much was done.
    ///
    /// In this order: a timer must not say that an answer is missing which has come, however late the turn is.
    ///
    /// - Parameter due: when whoever gives the turn has something to do; the wait ends then, or when something comes, or a timer is due, and after
    ///   ten milliseconds, so that the run goes on answering whoever looks at it.
    public func turn(until due: Int64) -> Int {
        link.flush()
        let next = min(due, timers.nextDue, link.nextDue)
        var heard = listen(within: min(next &- clock.nanoseconds(), 10_000_000))
        var count = heard
        for _ in 1..<hearingsMax where heard >= hearingMin {
            heard = listen(within: 0)
            count += heard
        }
        let now = clock.nanoseconds()
        count += link.pass(to: now)
        var played = 0
        while played < turnMax, let (device, timer, due) = timers.popDue(by: now) {
            play(.timer(timer), device: device, due: due, happenedAt: due, sentAt: now, now: now)
            played += 1
        }
        link.flush()
        return count + played
    }

    /// How many messages ahead of the one that is played a device is fetched.
    private static var prefetchDistance: Int { 4 }

    /// Waits, takes in what has come, and sends what devices say to it.
    private func listen(within span: Int64) -> Int {
        heard.removeAll(keepingCapacity: true)
        let count = link.receive(within: span, wakes: settings.wakesOnAnswers, into: &heard)
        guard !heard.isEmpty else { return count }
        let now = clock.nanoseconds()
        for index in heard.indices {
            let ahead = index + Self.prefetchDistance
            if ahead < heard.count { prefetch(Int(heard[ahead].device)) }
            let message = heard[index]
            let device = Int(message.device)
            guard let slot = devices[device].controllers.slot(of: message.controller) else { continue }
            play(
                .message(message.message, from: slot), device: device, due: message.at, happenedAt: message.at,
                sentAt: message.sentAt, now: now)
        }
        link.flush()
        return count
    }

    // MARK: Steps

    @inline(__always)
    private func play(
        _ event: DeviceEvent, device index: Int, due: Int64, happenedAt: Int64, sentAt: Int64, now: Int64
    ) {
        let before = DeviceGlance(devices[index])
        let actions = devices[index].handle(
            event, at: Instant(nanoseconds: now), settings: settings.device, random: &random)
        let goesOn = observer.stepped(
            FleetStep(
                device: index, event: event, at: happenedAt, sentAt: sentAt, before: before, after: devices[index]))
        guard goesOn else { return retire(index) }
        // Who gives a controller up hangs up: one that only hung must not answer over what is left of that.
        if case .timer(.keepAlive) = event, let lost = before.active, devices[index].active == nil {
            link.hangUp(index, on: Int(devices[index].controllers[lost]))
        }
        for place in 0..<actions.count {
            switch actions[place] {
            case .send(let message, let slot):
                let controller = Int(devices[index].controllers[slot])
                observer.sent(message, by: index, to: controller, due: due, at: now)
                // A controller beyond those of the fleet is one that a plan takes for granted.
                if controller < settings.controllers.count {
                    link.send(message, from: index, devices[index].deviceClass, to: controller, at: now)
                }
            case .setTimer(let timer, let instant): timers.set(timer, of: index, at: instant.nanoseconds)
            case .cancelTimer(let timer): timers.set(timer, of: index, at: .max)
            // Whoever starts a device provides for it.
            case .requestAddress, .requestConfiguration: break
            }
        }
    }
}
