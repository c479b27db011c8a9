import Devices
import Registration
import SeededRandom

/// One device, its clock and its timers, driven by hand.
struct DeviceBench {
    var device: Device
    var now = Instant.epoch + .seconds(1_000)
    var settings = DeviceSettings()
    var timers: [DeviceTimer: Instant] = [:]
    /// What the last step sent, in order.
    var sent: [String] = []
    var asked: [DeviceAction] = []
    private var random = SplitMix64(seed: 1)

    static let controllers = ControllerAssignment(primary: 4, secondary: 5, tertiary: 6)
    static let token = Token.forged(high: 1, low: 2)

    init(
        _ deviceClass: DeviceClass = .phone, misbehaviour: Misbehaviour = .none,
        controllers: ControllerAssignment = Self.controllers
    ) {
        device = .inService(
            DeviceConfiguration(firmware: 7, controllers: controllers), deviceClass: deviceClass,
            misbehaviour: misbehaviour)
        timers[.keepAlive] = now + settings.keepAliveInterval
    }

    /// A device that is off.
    static func off() -> DeviceBench {
        var bench = DeviceBench()
        bench.device = Device(deviceClass: .phone)
        bench.timers = [:]
        return bench
    }

    /// A device in service at a backup; its primary, and the secondary too for the tertiary, are lost.
    static func onBackup(
        _ slot: ControllerSlot = .secondary, _ deviceClass: DeviceClass = .phone, misbehaviour: Misbehaviour = .none
    ) -> DeviceBench {
        var bench = DeviceBench(deviceClass, misbehaviour: misbehaviour)
        bench.loseController()
        while bench.device.target != slot { bench.fire(.procedure) }
        bench.tell(.queued, from: slot)
        bench.tell(.registered, from: slot)
        return bench
    }

    /// A phone that was told to come for its token later.
    static func awaitingRetry(misbehaviour: Misbehaviour = .none) -> DeviceBench {
        var bench = Self.onBackup(misbehaviour: misbehaviour)
        bench.tell(.probeAnswered, from: .primary)
        bench.tell(.tokenDenied(retryAfter: .seconds(40)), from: .primary)
        return bench
    }

    /// A phone that has left its backup and registers with its token.
    static func registeringWithToken() -> DeviceBench {
        var bench = Self.onBackup()
        bench.tell(.probeAnswered, from: .primary)
        bench.tell(.granted(Self.token, timeout: .seconds(10)), from: .primary)
        return bench
    }

    mutating func play(_ event: DeviceEvent) {
        sent = []
        asked = []
        let actions = device.handle(event, at: now, settings: settings, random: &random)
        for index in 0..<actions.count {
            switch actions[index] {
            case .send(let message, let slot): sent.append("\(message) to \(slot.rawValue)")
            case .setTimer(let timer, let instant): timers[timer] = instant
            case .cancelTimer(let timer): timers[timer] = nil
            case .requestAddress, .requestConfiguration: asked.append(actions[index])
            }
        }
    }

    mutating func tell(_ message: ControllerMessage, from slot: ControllerSlot) {
        play(.message(message, from: slot))
    }

    /// Lets the time of a timer come.
    mutating func fire(_ timer: DeviceTimer) {
        guard let instant = timers.removeValue(forKey: timer) else { return }
        now = max(now, instant)
        play(.timer(timer))
    }

    /// How long until a timer is due.
    func wait(for timer: DeviceTimer) -> Nanoseconds? { timers[timer].map { $0 - now } }

    /// Lets keep-alives go unanswered until the device gives the controller up.
    mutating func loseController() {
        for _ in 0...settings.missedKeepAlivesMax { fire(.keepAlive) }
    }
}
