internal import Devices
internal import Registration
internal import Signalling

/// SCCP as a phone speaks it: asks for a token, registers through all messages, pings.
///
/// A phone counts as registered with the last answer of its configuration, and not with the acknowledgment of its request: then it is in service.
/// Nothing in SCCP says that a registration waits. But pings are answered at once in each state, so each request to register is followed by one:
/// its answer says that the controller has the request, and that waiting for it makes sense.
struct SCCPDialogue: StreamDialogue {
    /// What is kept of one connection.
    struct Session: BitwiseCopyable {
        /// Whether the registration on this connection was acknowledged.
        var isAcknowledged = false
        /// Whether it was completed.
        var isRegistered = false
        /// What the last ping was for; a request to register for the one behind it.
        var ping = DeviceMessage.keepAlive
        /// When the token or the registration was asked for.
        var askedAt: Int64 = 0
        /// When the last ping left.
        var pingedAt: Int64 = 0
    }

    private let scanner = SCCP.FrameScanner()
    private(set) var counts = LinkCounts()
    /// Lines of each phone: what it asks about while it is configured.
    private let lineCount: UInt32

    /// The SCCP of phones with so many lines.
    init(lineCount: UInt32 = 2) { self.lineCount = lineCount }

    func open() -> Session { Session() }

    var hasRoom: Bool { true }

    mutating func release(_ device: Int) {}

    mutating func lose(_ device: Int, _ controller: Int) {}

    // MARK: To the controller

    mutating func write(_ message: StreamMessage, _ session: inout Session, into room: StreamRoom) {
        let party = message.party
        let station = SCCP.StationIdentifier(deviceName: FleetIdentity.name(of: party.device))
        let address = party.localAddress.ipv4 ?? 0
        let type: SCCP.DeviceType = message.deviceClass == .gateway ? .voiceGateway : .phone7941
        switch message.message {
        case .tokenRequest:
            session.askedAt = party.now
            room.append(SCCP.RegisterTokenRequest(station: station, ipv4Address: address, deviceType: type))
        case .initialRegistration, .tokenRegistration:
            session.askedAt = party.now
            session.isRegistered = false
            var request = SCCP.RegisterRequest(
                station: station, ipv4Address: address, deviceType: type, form: .firmware)
            request.protocolVersion = 17
            room.append(request)
            session.ping = message.message
            session.pingedAt = party.now
            room.append(SCCP.Signal.keepAlive)
        case .keepAlive, .probe:
            session.ping = message.message
            session.pingedAt = party.now
            room.append(SCCP.Signal.keepAlive)
        case .unregister: room.append(SCCP.UnregisterRequest())
        }
    }

    /// All that a phone asks between its registration's answer and being registered.
    private func configure(_ room: StreamRoom) {
        room.append(SCCP.CapabilitiesResponse())
        for kind: SCCP.MessageKind in [
            .buttonTemplateRequest, .softKeyTemplateRequest, .softKeySetRequest, .configStatRequest,
        ] { if let signal = SCCP.Signal(kind) { room.append(signal) } }
        for line in 1...lineCount {
            room.append(SCCP.StatusRequest.line(line))
            room.append(SCCP.StatusRequest.forward(line: line))
        }
        room.append(SCCP.RegisterAvailableLines(lineCountMax: lineCount))
        if let signal = SCCP.Signal(.timeDateRequest) { room.append(signal) }
    }

    // MARK: From the controller

    mutating func read(
        _ bytes: Span<UInt8>, of party: StreamParty, _ session: inout Session, into heard: inout [HeardMessage],
        answers: StreamRoom
    ) throws(StreamFault) -> Int {
        var start = 0
        while true {
            switch scanner.scan(bytes.extracting(start..<bytes.count)) {
            case .incomplete: return start
            case .failure: throw StreamFault()
            case .frame(let header, let byteCount):
                let body = bytes.extracting(start + SCCP.Header.byteCount..<start + byteCount)
                start += byteCount
                guard let kind = header.kind else { continue }
                guard let message = try meaning(of: kind, header, body, &session, answers) else { continue }
                heard.append(
                    HeardMessage(
                        device: UInt32(party.device), controller: UInt8(party.controller), message: message,
                        sentAt: message.isSignOfLife ? session.pingedAt : session.askedAt, at: party.now))
            }
        }
    }

    private mutating func meaning(
        of kind: SCCP.MessageKind, _ header: SCCP.Header, _ body: Span<UInt8>, _ session: inout Session,
        _ answers: StreamRoom
    ) throws(StreamFault) -> ControllerMessage? {
        switch kind {
        // No token is on the wire: it is the controller's entry for the device.
        case .registerTokenAck, .spcpRegisterTokenAck: return .granted(.forged(high: 1, low: 1), timeout: nil)
        case .registerTokenReject:
            guard let reject = try? SCCP.RegisterTokenReject(parsing: body, of: header) else { throw StreamFault() }
            return .tokenDenied(retryAfter: .seconds(Int64(reject.waitSeconds)))
        case .registerReject:
            // No time is on the wire: the device takes its own.
            counts.rejections += 1
            return .registrationFailed
        case .registerAck:
            session.isAcknowledged = true
            return nil
        case .capabilitiesRequest:
            if session.isAcknowledged { configure(answers) }
            return nil
        case .defineTimeDate where session.isAcknowledged && !session.isRegistered:
            session.isRegistered = true
            return .registered
        case .keepAliveAck:
            if session.ping == .probe { return .probeAnswered }
            if session.ping.isRegistration { return .received }
            // Pings are answered in each state: one on a connection without a registration means that it is lost.
            return session.isRegistered ? .keepAliveAnswered : .unknownDevice
        default: return nil
        }
    }
}

extension ControllerMessage {
    /// Whether it answers a ping.
    fileprivate var isSignOfLife: Bool {
        switch self {
        case .keepAliveAnswered, .unknownDevice, .probeAnswered: true
        default: false
        }
    }
}

extension StreamRoom {
    /// Appends a message as a frame; what a phone says at once has room.
    func append(_ message: some SCCP.Message) {
        do throws(SCCP.EncodingError) {
            try append { output throws(SCCP.EncodingError) in try message.encode(in: .basic, into: &output) }
        } catch {
            preconditionFailure("what a phone says at once has room")
        }
    }
}
