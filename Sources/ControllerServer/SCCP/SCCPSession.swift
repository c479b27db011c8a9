internal import Registration
internal import Signalling

/// One device's way to its registration over SCCP: a state machine without sockets, clocks and core.
///
/// Its connection gives it each message and does what comes back; what the core answers is given to it as well, and comes back as what is to
/// be sent. A device has one name for as long as its connection lasts.
///
/// A registration that is denied is answered with RegisterReject, which carries a text and no time: the phone shows it and, as with every
/// reject, tries again after a while of its own or goes to its next controller, where it will ask for a token before it comes back. The
/// time of its own is in RegisterTokenReject, which answers token requests.
///
/// Source: the exchanges of chan-sccp and of Wireshark's description; rows S2, S6, S10 and S11.
struct SCCPSession {
    /// How far the device has come.
    private(set) var state = SCCPState.connected
    /// The device, once it has said its name.
    private(set) var device: DeviceName?
    /// What it received when it was registered.
    private(set) var configuration: SCCPConfiguration?
    /// The version in which it is written to.
    private(set) var version = SCCP.HeaderVersion.basic
    private var protocolVersion: UInt8 = 0

    /// A session of a device that has just connected.
    init() {}

    /// What is to be done about a message.
    enum Step: Hashable, Sendable {
        /// Nothing.
        case none
        /// A ping is to be answered.
        case acknowledge
        /// The core is to be asked for a token; an SPCP device hears of it in its own messages.
        case requestToken(DeviceName, DeviceClass, isSPCP: Bool)
        /// The core is to be asked to register the device.
        case register(DeviceName, DeviceClass)
        /// The device is to be taken out of table and queue, where it is in one of them, and its leaving acknowledged.
        case unregister
        /// A question is to be answered; `number` is that of the line or speed dial it is about.
        case answer(SCCP.MessageKind, number: UInt32)
        /// The same, and the device is registered with it.
        case complete(SCCP.MessageKind)
        /// Counted and ignored: out of order.
        case ignoreUnexpected
        /// Counted and ignored: not known.
        case ignoreUnknown
        /// The connection is to be closed: the peer is no device, or another than it said.
        case close
    }

    /// Takes a message in.
    mutating func receive(_ header: SCCP.Header, _ body: Span<UInt8>) throws(SCCP.ParseError) -> Step {
        let kind = header.kind
        let reaction = SCCPReaction(to: kind, in: state)
        guard let kind else { return .ignoreUnknown }
        switch reaction {
        case .acknowledge: return .acknowledge
        case .note:
            try check(kind, body, header)
            return .none
        case .wait:
            let request = try SCCP.RegisterRequest(parsing: body, of: header)
            return request.station.deviceName == device ? .none : .close
        case .decideToken: return try decideToken(kind, header, body)
        case .decideRegistration: return try decideRegistration(header, body)
        case .unregister:
            state = .connected
            configuration = nil
            return .unregister
        case .answer: return .answer(kind, number: try number(of: kind, header, body))
        case .complete:
            try check(kind, body, header)
            state = .registered
            return .complete(kind)
        case .ignoreUnexpected: return .ignoreUnexpected
        case .ignoreUnknown: return .ignoreUnknown
        case .close: return .close
        }
    }

    /// The body of a message that is not looked at must be one all the same.
    private func check(
        _ kind: SCCP.MessageKind, _ body: Span<UInt8>, _ header: SCCP.Header
    ) throws(SCCP.ParseError) {
        // Video phones say more of their capabilities than the description knows: they are looked at, not relied upon.
        switch kind {
        case .alarm: _ = try SCCP.Alarm(parsing: body, of: header)
        case .registerAvailableLines: _ = try SCCP.RegisterAvailableLines(parsing: body, of: header)
        default: break
        }
    }

    private mutating func decideToken(
        _ kind: SCCP.MessageKind, _ header: SCCP.Header, _ body: Span<UInt8>
    ) throws(SCCP.ParseError) -> Step {
        if kind == .spcpRegisterTokenRequest {
            let request = try SCCP.SPCPRegisterTokenRequest(parsing: body, of: header)
            guard isOrBecomes(request.station.deviceName) else { return .close }
            return .requestToken(request.station.deviceName, request.deviceType.deviceClass, isSPCP: true)
        }
        let request = try SCCP.RegisterTokenRequest(parsing: body, of: header)
        guard isOrBecomes(request.station.deviceName) else { return .close }
        return .requestToken(request.station.deviceName, request.deviceType.deviceClass, isSPCP: false)
    }

    private mutating func decideRegistration(
        _ header: SCCP.Header, _ body: Span<UInt8>
    ) throws(SCCP.ParseError) -> Step {
        let request = try SCCP.RegisterRequest(parsing: body, of: header)
        guard isOrBecomes(request.station.deviceName) else { return .close }
        // A phone that does not say its version speaks the first that there was in the field.
        protocolVersion = min(max(request.protocolVersion, 3), SCCPSettings.protocolVersionMax)
        return .register(request.station.deviceName, request.deviceType.deviceClass)
    }

    /// The first name counts.
    private mutating func isOrBecomes(_ name: DeviceName) -> Bool {
        if device == nil { device = name }
        return device == name
    }

    private func number(
        of kind: SCCP.MessageKind, _ header: SCCP.Header, _ body: Span<UInt8>
    ) throws(SCCP.ParseError) -> UInt32 {
        switch kind {
        case .lineStatRequest, .forwardStatRequest, .speedDialStatRequest:
            return try SCCP.StatusRequest(parsing: body, of: header).number
        default: return 0
        }
    }

    // MARK: What became of it

    /// The registration is queued.
    mutating func wasQueued() {
        state = .queued
        configuration = nil
    }

    /// The registration was denied, or failed, or gets no answer.
    mutating func wasDenied() {
        state = .connected
        configuration = nil
    }

    /// The registration was served: what the device is told first.
    ///
    /// - Returns: `nil` when the device did not wait for it.
    mutating func wasServed(
        _ acknowledgment: RegistrationAcknowledgment, _ settings: SCCPSettings
    ) -> SCCP.RegisterAck? {
        guard state == .queued, acknowledgment.device == device else { return nil }
        state = .configuring
        configuration = SCCPConfiguration(acknowledgment)
        version = SCCP.HeaderVersion(protocolVersion: protocolVersion)
        return SCCP.RegisterAck(
            keepAliveSeconds: settings.keepAliveSeconds, secondaryKeepAliveSeconds: settings.secondaryKeepAliveSeconds,
            protocolVersion: protocolVersion, dateTemplate: SCCP.FixedText(truncating: settings.dateTemplate))
    }
}
