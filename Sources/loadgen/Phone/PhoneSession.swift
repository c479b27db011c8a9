import Devices
import Provisioning
import Registration
import SeededRandom
import Signalling

/// A phone from power-on to power-off: the state machine of the laboratory's devices, with a real interface, real files and real controllers.
///
/// It does what the machine wants done, and tells the machine what happened. One thread; it blocks while it waits for its address or a file,
/// as there is nothing else to do then.
final class PhoneSession {
    /// What a phone is made of.
    struct Parts {
        /// Where it is plugged in.
        let interface: NetworkInterface
        /// Who it is.
        let hardwareAddress: MACAddress
        /// Tells the time.
        let clock: () -> Instant
        /// Whether it is to be switched off.
        let isCancelled: () -> Bool
        /// Where it tells of itself.
        let transcript: PhoneTranscript
    }

    /// What it is made of.
    let parts: Parts
    /// The source of its waits.
    var random: Xoshiro256
    /// Its intervals; controllers say the first two.
    var settings = DeviceSettings()
    /// Where it stands.
    private(set) var device = Device(deviceClass: .phone)
    private var timers: [DeviceTimer: Instant] = [:]
    /// What happened and the machine was not told of yet.
    private var events: [DeviceEvent] = []

    /// The address that it has.
    var lease: AddressLease?
    /// When it asks to keep the address, and when it has it no longer; `nil` for never.
    var leaseTimes: (renewal: Instant, end: Instant)?
    /// Its controllers, the primary first; three at most.
    var controllers: [ControllerEndpoint] = []
    /// How long a better controller must have answered before it goes back there.
    var connectionMonitor = Nanoseconds.seconds(120)
    /// Its connections, by the controller's rank.
    var links: [ControllerSlot: ControllerLink] = [:]
    /// Since when a better controller answers, by its rank.
    var answeringSince: [ControllerSlot: Instant] = [:]
    /// Whether it was in service before, and so fails over where another would start.
    private var wasInService = false

    /// A phone that is off.
    init(_ parts: Parts, seed: UInt64) {
        self.parts = parts
        random = Xoshiro256(seed: seed)
    }

    /// The time.
    var now: Instant { parts.clock() }

    /// Tells of itself.
    func say(_ text: String) { parts.transcript.say(text, at: now) }

    /// Has the machine hear of something, after what it was to hear before.
    func note(_ event: DeviceEvent) { events.append(event) }

    /// Switches it on, and off again at `end` or when it is called off.
    ///
    /// - Returns: whether it was in service at last.
    func run(until end: Instant) -> Bool {
        say("power on, \(parts.hardwareAddress.deviceName) at \(parts.interface)")
        note(.networkUp)
        while !parts.isCancelled(), now < end {
            if !events.isEmpty {
                handle(events.removeFirst())
            } else if let timer = dueTimer() {
                timers[timer] = nil
                handle(.timer(timer))
            } else if !keepLease() {
                let next = min(timers.values.min() ?? end, leaseTimes?.renewal ?? end, end)
                TCPConnection.wait(for: links.values.map(\.connection), within: min(next - now, .milliseconds(200)))
                hearAll()
            }
        }
        let isServed = device.active != nil
        switchOff()
        return isServed
    }

    private func dueTimer() -> DeviceTimer? {
        let due = timers.filter { $0.value <= now }
        return due.min { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }?.key
    }

    /// Has the machine take a step, tells of it, and does what it wants done.
    private func handle(_ event: DeviceEvent) {
        let before = device
        let actions = device.handle(event, at: now, settings: settings, random: &random)
        tell(of: event, before: before)
        for index in 0..<actions.count { perform(actions[index]) }
        if let slot = before.active, slot != device.active, links[slot]?.isLeaving == false {
            // It does not serve the phone any more; when it is asked again, that is over a new connection.
            links[slot] = nil
        }
    }

    private func perform(_ action: DeviceAction) {
        switch action {
        case .requestAddress: requestAddress()
        case .requestConfiguration: requestConfiguration()
        case .send(let message, let slot): send(message, to: slot)
        case .setTimer(let timer, let instant): timers[timer] = instant
        case .cancelTimer(let timer): timers[timer] = nil
        }
    }

    /// What there is to tell of a step.
    private func tell(of event: DeviceEvent, before: Device) {
        switch event {
        case .timer(.keepAlive):
            if let lost = before.active, device.active == nil {
                say("lost \(place(lost)): \(settings.missedKeepAlivesMax) keep-alives unanswered")
            }
        case .message(let message, let slot): tell(of: message, from: slot, before: before)
        default: break
        }
    }

    private func tell(of message: ControllerMessage, from slot: ControllerSlot, before: Device) {
        guard before.state != device.state || before.active != device.active else { return }
        switch message {
        case .granted: say("token granted by \(place(slot))")
        case .tokenDenied(let wait): say("no token from \(place(slot)) yet: asking again in \(wait.seconds) s")
        case .registrationFailed, .registrationDenied: say("\(place(slot)) does not register it; waiting")
        case .unknownDevice: say("\(place(slot)) has forgotten it")
        case .registered:
            let verb = !wasInService ? "in service at" : slot == .primary ? "back in service at" : "failed over to"
            say("\(verb) \(place(slot))")
            wasInService = true
        default: break
        }
    }

    /// A controller in words.
    func place(_ slot: ControllerSlot) -> String {
        let endpoint = controllers[Int(slot.rawValue)]
        return "\(slot.name) \(endpoint.host):\(endpoint.sccpPort)"
    }

    /// Leaves the controller in order, a second at most, and gives the interface back.
    private func switchOff() {
        if let slot = device.active { send(.unregister, to: slot) }
        let end = now + .seconds(1)
        while now < end, links.values.contains(where: { $0.isLeaving && $0.connection.state == .open }) {
            TCPConnection.wait(for: links.values.map(\.connection), within: end - now)
            hearAll()
        }
        links = [:]
        if lease != nil { try? parts.interface.removeAddress() }
        say("power off")
    }

    /// The network is gone, and comes back: the phone starts again, as after a lost lease or a controller's reset.
    func startAgain() {
        note(.networkDown)
        links = [:]
        answeringSince = [:]
        if lease != nil { try? parts.interface.removeAddress() }
        lease = nil
        leaseTimes = nil
        note(.networkUp)
    }
}
