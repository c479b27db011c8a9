internal import Devices
internal import Registration

/// What a controller's message is in an event.
enum MessageCode {
    static var granted: UInt8 { 0 }
    static var tokenDenied: UInt8 { 1 }
    static var received: UInt8 { 2 }
    static var queued: UInt8 { 3 }
    static var registrationDenied: UInt8 { 4 }
    static var registered: UInt8 { 5 }
    static var registrationFailed: UInt8 { 6 }
    static var keepAliveAnswered: UInt8 { 7 }
    static var unknownDevice: UInt8 { 8 }
    static var probeAnswered: UInt8 { 9 }

    /// Whether it only says that somebody is there.
    static func isSignOfLife(_ code: UInt8) -> Bool { code >= keepAliveAnswered }
}

/// Messages go to and fro.
extension StormEngine where Law: ~Copyable {
    // MARK: From a device

    mutating func send(_ message: DeviceMessage, from index: Int, to slot: ControllerSlot, place: Int) {
        let controller = Int(fleet.devices[index].controllers[slot])
        noteSent(message, from: index, to: controller)
        let identity = Network.Identity(
            device: index, isToDevice: false, message: message.rawValue, copy: place, controller: controller)
        let fate = network.fate(of: identity, sentAt: now)
        let isSignOfLife = message == .keepAlive || message == .probe
        let isLost = isLost(fate, on: controller, isKeepAlive: isSignOfLife)
        // The fate is known from the start: what does not arrive needs no event.
        let isGone = isLost || faults.controllers[controller].isAbsent(at: fate.arrival)
        if message != .keepAlive, message != .unregister {
            if controller == 0 { endSilence(of: index) }
            if isGone { beginSilence(of: index, with: controller) }
        }
        guard !isLost else { return }
        post(message, from: index, to: controller, arriving: fate.arrival)
        if let double = fate.doubleArrival { post(message, from: index, to: controller, arriving: double) }
    }

    @inline(__always)
    private mutating func post(_ message: DeviceMessage, from index: Int, to controller: Int, arriving time: Int64) {
        guard !faults.controllers[controller].isAbsent(at: time) else { return }
        var payload: Int64 = 0
        if message == .tokenRegistration, let token = fleet.devices[index].token {
            payload = Int64(tokens.keep(token))
        }
        queue.push(
            StormEvent(
                .toController, at: time, controller: controller, detail: message.rawValue, device: index,
                payload: payload))
    }

    @inline(__always)
    private func isLost(_ fate: Network.Fate, on controller: Int, isKeepAlive: Bool) -> Bool {
        guard !sites[controller].isAbsent else { return true }
        return network.isLost(
            fate, share: faults.controllers[controller].loss(at: now, isKeepAlive: isKeepAlive))
    }

    mutating func deliverToController(_ event: StormEvent) {
        let (controller, index) = (event.controller, event.device)
        guard let message = DeviceMessage(rawValue: event.detail) else { return }
        switch message {
        case .keepAlive:
            let isKnown = fleet.records[index].registeredAt & 1 << UInt16(controller) != 0
            reply(isKnown ? MessageCode.keepAliveAnswered : MessageCode.unknownDevice, from: controller, to: index)
        case .probe: reply(MessageCode.probeAnswered, from: controller, to: index)
        case .tokenRequest:
            switch hosts[controller].requestToken(fleet.identity(index), at: now) {
            case .granted(let token, let timeout):
                tally.note(grantOf: timeout)
                reply(MessageCode.granted, from: controller, to: index, token: token)
            case .denied(_, let retryAfter):
                reply(MessageCode.tokenDenied, from: controller, to: index, payload: retryAfter.count)
            case .discarded: break
            }
        case .initialRegistration: register(index, kind: .initial, at: controller)
        case .tokenRegistration:
            let token = tokens.take(Int(event.payload))
            register(index, kind: .token(.token(token)), token: token, at: controller)
        case .unregister: unregister(index, from: controller)
        }
    }

    private mutating func register(
        _ index: Int, kind: RegistrationRequest.Kind, token: Token? = nil, at controller: Int
    ) {
        let bit: UInt16 = 1 << UInt16(controller)
        let (response, _) = hosts[controller].register(fleet.identity(index), kind: kind, at: now)
        switch response {
        case .queued(let tier, let isAnswered):
            if fleet.records[index].queuedAtControllers & bit == 0 {
                fleet.records[index].queuedAtControllers |= bit
                if let token, tier == RegistrationClass.token.rawValue { noteRedeemed(token, by: index) }
                if controller == 0 { fleet.records[index].queuedAt = now }
            }
            reply(isAnswered ? MessageCode.queued : MessageCode.received, from: controller, to: index)
            startService(at: controller)
        case .denied(_, let retryAfter):
            reply(MessageCode.registrationDenied, from: controller, to: index, payload: retryAfter.count)
        case .discarded: break
        }
    }

    private mutating func unregister(_ index: Int, from controller: Int) {
        let bit: UInt16 = 1 << UInt16(controller)
        guard fleet.records[index].registeredAt & bit != 0 else { return }
        hosts[controller].unregister(fleet.identity(index))
        fleet.records[index].registeredAt &= ~bit
        sites[controller].registeredCount -= 1
        let device = fleet.devices[index]
        if let slot = device.active, Int(device.controllers[slot]) == controller {
            wakeKeepAlive(of: index)
            observe(index, since: DeviceGlance(device))
        }
    }

    // MARK: From a controller

    /// Sends an answer to a device.
    mutating func reply(
        _ code: UInt8, from controller: Int, to index: Int, payload: Int64 = 0, token: Token? = nil
    ) {
        if now >= tally.measuredFrom, !MessageCode.isSignOfLife(code) { tally.messages += 1 }
        let identity = Network.Identity(
            device: index, isToDevice: true, message: code, copy: 0, controller: controller)
        let fate = network.fate(of: identity, sentAt: now)
        let isKeepAlive = MessageCode.isSignOfLife(code)
        let isLost = isLost(fate, on: controller, isKeepAlive: isKeepAlive)
        if Self.silences(code), isLost || faults.controllers[controller].isCutOff(at: fate.arrival) {
            beginSilence(of: index, with: controller)
        }
        guard !isLost else { return }
        post(code, from: controller, to: index, arriving: fate.arrival, payload: payload, token: token)
        if let double = fate.doubleArrival {
            post(code, from: controller, to: index, arriving: double, payload: payload, token: token)
        }
    }

    @inline(__always)
    private mutating func post(
        _ code: UInt8, from controller: Int, to index: Int, arriving time: Int64, payload: Int64, token: Token?
    ) {
        // A message on its way survives the crash of its sender, but not a partition.
        guard !faults.controllers[controller].isCutOff(at: time) else { return }
        let content = token.map { Int64(tokens.keep($0)) } ?? payload
        queue.push(
            StormEvent(.toDevice, at: time, controller: controller, detail: code, device: index, payload: content))
    }

    mutating func deliverToDevice(_ event: StormEvent) {
        let index = event.device
        let message: ControllerMessage
        switch event.detail {
        case MessageCode.granted: message = .granted(tokens.take(Int(event.payload)), timeout: tally.grantTimeout)
        case MessageCode.tokenDenied: message = .tokenDenied(retryAfter: Nanoseconds(event.payload))
        case MessageCode.received: message = .received
        case MessageCode.queued: message = .queued
        case MessageCode.registrationDenied: message = .registrationDenied(retryAfter: Nanoseconds(event.payload))
        case MessageCode.registered: message = .registered
        case MessageCode.registrationFailed: message = .registrationFailed
        case MessageCode.keepAliveAnswered: message = .keepAliveAnswered
        case MessageCode.unknownDevice: message = .unknownDevice
        default: message = .probeAnswered
        }
        guard let slot = fleet.devices[index].controllers.slot(of: UInt8(event.controller)) else { return }
        if event.controller == 0, Self.silences(event.detail) { endSilence(of: index) }
        play(.message(message, from: slot), device: index)
    }
}
