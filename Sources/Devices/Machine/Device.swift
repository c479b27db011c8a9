public import Registration

/// A device's own side of registration: figure 7 as a pure value.
///
/// ```swift
/// var device = Device(deviceClass: .phone)
/// let actions = device.handle(.networkUp, at: now, settings: settings, random: &random)
/// for index in 0..<actions.count { perform(actions[index]) }
/// ```
///
/// It reads no clock, owns no timer and sends nothing: it is told what happens and answers what is to be done. A million of them
/// fit in 64 MB. Not thread-safe, as any value: one event at a time.
///
/// An event that does not fit the state (a late answer, a timer that was cancelled meanwhile) changes nothing, except that a
/// registration the device no longer wants is given back.
///
/// Source: rows S14 and S15.
public struct Device: Sendable, BitwiseCopyable {
    /// Where it stands.
    public internal(set) var state = DeviceState.off
    /// What kind it is; gateways register with priority, without a token.
    public let deviceClass: DeviceClass
    /// What it does wrong.
    public let misbehaviour: Misbehaviour
    /// Sends of the request in hand.
    var attempts: UInt8 = 0
    /// Controllers tried since the device was last served.
    var tried: UInt8 = 0
    /// Denials and silences in a row; stops at 255.
    var failures: UInt8 = 0
    /// Keep-alives unanswered in a row.
    var missedKeepAlives: UInt8 = 0
    /// Whether the last keep-alive is unanswered yet.
    public internal(set) var awaitsKeepAlive = false
    /// Its controllers; only the primary until the configuration is there.
    public internal(set) var controllers = ControllerAssignment(primary: 0)
    /// The firmware that its configuration names.
    public internal(set) var firmware: UInt32 = 0
    /// The controller that serves it.
    public internal(set) var active: ControllerSlot?
    /// The controller that it asks for a token or a registration.
    public internal(set) var target = ControllerSlot.primary
    /// The token it was granted and has not used up.
    public internal(set) var token: Token?

    /// A device that is off.
    public init(deviceClass: DeviceClass, misbehaviour: Misbehaviour = .none) {
        self.deviceClass = deviceClass
        self.misbehaviour = misbehaviour
    }

    /// A device in service at its primary, as if it had been for long. Its first keep-alive is the caller's to schedule.
    public static func inService(
        _ configuration: DeviceConfiguration, deviceClass: DeviceClass, misbehaviour: Misbehaviour = .none
    ) -> Device {
        var device = Device(deviceClass: deviceClass, misbehaviour: misbehaviour)
        device.controllers = configuration.controllers
        device.firmware = configuration.firmware
        device.state = .inService
        device.active = .primary
        return device
    }

    /// A device that its secondary serves, as if it had failed over some time ago: one that asks for a token once it sees its primary.
    public static func onBackup(
        _ configuration: DeviceConfiguration, deviceClass: DeviceClass, misbehaviour: Misbehaviour = .none
    ) -> Device {
        precondition(configuration.controllers.count > 1, "a device on its backup has one")
        var device = inService(configuration, deviceClass: deviceClass, misbehaviour: misbehaviour)
        device.state = .onBackup
        device.active = .secondary
        return device
    }

    /// Denials and silences in a row; a figure for reports.
    public var failureCount: Int { Int(failures) }

    /// Takes one step of figure 7 and tells what is to be done.
    @inline(__always)
    public mutating func handle(
        _ event: DeviceEvent, at now: Instant, settings: borrowing DeviceSettings,
        random: inout some RandomNumberGenerator
    ) -> DeviceActions {
        var step = DeviceStep(now: now)
        guard state != .gone else { return step.actions }
        switch event {
        case .networkUp: connect(settings, &step)
        case .networkDown: disconnect(&step)
        case .addressReceived: receiveAddress(settings, &step)
        case .configurationReceived(let configuration): configure(configuration, settings, &step)
        case .timer(.procedure): procedureDue(settings, &random, &step)
        case .timer(.keepAlive): keepAliveDue(settings, &step)
        case .timer(.watch): watchDue(settings, &step)
        case .message(let message, let slot): receive(message, from: slot, settings, &random, &step)
        }
        return step.actions
    }

    @inline(__always)
    private mutating func receive(
        _ message: ControllerMessage, from slot: ControllerSlot, _ settings: borrowing DeviceSettings,
        _ random: inout some RandomNumberGenerator, _ step: inout DeviceStep
    ) {
        switch message {
        case .granted(let token, let timeout): grant(token, timeout: timeout, from: slot, settings, &step)
        case .tokenDenied(let retryAfter): denyToken(retryAfter, from: slot, settings, &random, &step)
        case .received: hear(.received, from: slot, patience: settings.unansweredPatience, &step)
        case .queued: hear(.queued, from: slot, patience: settings.queuedPatience, &step)
        case .registrationDenied(let retryAfter): denyRegistration(retryAfter, from: slot, settings, &random, &step)
        case .registrationFailed: denyRegistration(nil, from: slot, settings, &random, &step)
        case .registered: enterService(at: slot, settings, &step)
        case .keepAliveAnswered: keepAliveAnswered(by: slot)
        case .unknownDevice: forgotten(by: slot, settings, &step)
        case .probeAnswered: seeBetterController(slot, settings, &step)
        }
    }
}

/// One step: its time, and what comes of it.
struct DeviceStep {
    let now: Instant
    var actions = DeviceActions()

    init(now: Instant) { self.now = now }

    mutating func send(_ message: DeviceMessage, to slot: ControllerSlot) {
        actions.append(.send(message, to: slot))
    }

    mutating func set(_ timer: DeviceTimer, after span: Nanoseconds) {
        actions.append(.setTimer(timer, at: now + span))
    }

    mutating func cancel(_ timer: DeviceTimer) { actions.append(.cancelTimer(timer)) }
}
