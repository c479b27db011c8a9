internal import Devices
internal import Registration
internal import Signalling

/// The SIP of a fleet, whatever carries it: the requests that are under way, how they are written, and what their answers mean.
///
/// A request's branch is its number in the table of flights, in sixteen hexadecimal digits: an answer brings back where its request is.
/// Allocates nothing for a request, but for the hashes of a digest.
struct SIPExchanges {
    let settings: FleetSettings
    let transport: SIPPhone.Transport
    /// Tells this fleet's calls from those of fleets before, which a registrar may remember.
    let runTag: UInt64
    private(set) var flights: FlightTable
    /// The request of each device that its machine waits for, and its last sign of life to each controller: when it sends another the former
    /// one ends.
    private var current: [FlightTable.Number]
    private var message = SIPMessage()
    /// Sequence numbers grow over all devices, so those of each device do.
    private var sequence: UInt32 = 0
    private(set) var counts = LinkCounts()

    /// The SIP of a fleet of so many devices.
    init(_ settings: FleetSettings, transport: SIPPhone.Transport, runTag: UInt64) {
        self.settings = settings
        self.transport = transport
        self.runTag = runTag
        flights = FlightTable(capacity: settings.inFlightMax)
        current = Array(
            repeating: FlightTable.none, count: settings.deviceCount * (1 + settings.controllers.count))
    }

    /// Begins a request; `nil` when as many are under way as may be.
    mutating func begin(
        _ message: DeviceMessage, from device: Int, to controller: Int, at now: Int64
    ) -> FlightTable.Number? {
        let place = place(of: message, device, controller)
        flights.remove(current[place])
        guard !flights.isFull else {
            counts.beyondInFlightMax += 1
            return nil
        }
        sequence += 1
        let number = flights.insert(
            Flight(
                device: UInt32(device), controller: UInt8(controller), message: message, sequence: sequence,
                sentAt: now))
        current[place] = number
        return number
    }

    private func place(of message: DeviceMessage, _ device: Int, _ controller: Int) -> Int {
        device * (1 + settings.controllers.count) + (message.isOfProcedure ? 0 : 1 + controller)
    }

    /// Notes when a request left for the first time, to the nanosecond that its system call was made in.
    mutating func noteSent(_ number: FlightTable.Number, at time: Int64) {
        guard var flight = flights[number], flight.retransmissionCount == 0, !flight.isAuthorized else { return }
        flight.sentAt = time
        flights.update(number, flight)
    }

    /// A request is to be sent again; `nil` when it has ended. One that answered a challenge begins anew without its answer, as the
    /// challenge is not kept: it gets another.
    mutating func repeated(_ number: FlightTable.Number) -> (number: FlightTable.Number, flight: Flight)? {
        guard var flight = flights[number] else { return nil }
        counts.retransmissions += 1
        flight.retransmissionCount += 1
        guard flight.isAuthorized else {
            flights.update(number, flight)
            return (number, flight)
        }
        flight.isAuthorized = false
        return (renew(number, flight), flight)
    }

    /// Puts a changed flight in the place of one, under another number and with the next CSeq.
    private mutating func renew(_ number: FlightTable.Number, _ flight: Flight) -> FlightTable.Number {
        var flight = flight
        sequence += 1
        flight.sequence = sequence
        flights.remove(number)
        let renewed = flights.insert(flight)
        current[place(of: flight.message, Int(flight.device), Int(flight.controller))] = renewed
        return renewed
    }

    /// Gives up a request that was not answered; `nil` when it was.
    mutating func giveUp(_ number: FlightTable.Number) -> Flight? {
        guard let flight = flights.remove(number) else { return nil }
        counts.unanswered += 1
        return flight
    }

    /// Has the processor fetch what is under way for a device.
    @inline(__always)
    func prefetch(_ device: Int) { CacheHint.willWrite(current, at: device * (1 + settings.controllers.count)) }

    /// Ends all that is under way for a device.
    mutating func release(_ device: Int) {
        for place in 0...settings.controllers.count {
            flights.remove(current[device * (1 + settings.controllers.count) + place])
        }
    }

    /// Ends what is under way between a device and a controller, whose connection has ended.
    mutating func lose(_ device: Int, _ controller: Int) {
        let first = device * (1 + settings.controllers.count)
        flights.remove(current[first + 1 + controller])
        if let flight = flights[current[first]], Int(flight.controller) == controller {
            flights.remove(current[first])
        }
    }

    // MARK: Writing

    /// Writes a request of a flight; `authorization` with the bytes of the challenge, where it answers one.
    @inline(__always)
    func write(
        _ flight: Flight, _ number: FlightTable.Number, from address: InternalAddress,
        authorization: DigestAnswer? = nil, to response: Span<UInt8> = Span(), into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        let device = UInt64(flight.device)
        let phone = SIPPhone(
            macAddress: FleetIdentity.macAddress(of: Int(flight.device)),
            user: FleetIdentity.user(of: Int(flight.device)), address: address,
            controller: settings.controllers[Int(flight.controller)], transport: transport,
            dialect: settings.asksForTokens ? .cisco : .plain)
        let purpose: SIPPhoneRequest.Purpose =
            switch flight.message {
            case .tokenRequest: .token
            case .initialRegistration, .tokenRegistration: .register(seconds: settings.expiresSeconds)
            case .keepAlive: .query
            case .probe: .options
            case .unregister: .unregister
            }
        let request = SIPPhoneRequest(
            purpose, branch: number, callID: runTag ^ device, fromTag: runTag &+ device, sequence: flight.sequence)
        try phone.write(request, authorization: authorization, to: response, into: &output)
    }

    // MARK: Reading

    /// What came of bytes that were received.
    enum Heard {
        /// A message to a device.
        case message(HeardMessage)
        /// A challenge: the request of this number is to be written with this answer to the bytes.
        case challenge(FlightTable.Number, Flight, DigestAnswer)
        /// Nothing that a device hears.
        case nothing
    }

    /// Reads a message, received at `time`.
    mutating func read(_ bytes: Span<UInt8>, framing: SIPFraming, at time: Int64) -> Heard {
        let limits: SIPLimits = framing == .datagram ? .datagram : .stream
        do throws(SIPFault) {
            if let reply = try SIPReply.read(bytes, framing: framing, limits: limits) {
                return hear(reply, bytes, framing, at: time)
            }
            // Registrars ask phones as well (OPTIONS, NOTIFY); that is no answer of theirs, and no fault.
            try message.read(bytes, framing: framing, limits: limits)
        } catch {
            counts.malformed += 1
        }
        return .nothing
    }

    @inline(__always)
    private mutating func hear(
        _ reply: SIPReply, _ bytes: Span<UInt8>, _ framing: SIPFraming, at time: Int64
    ) -> Heard {
        let status = reply.status
        guard reply.transaction.count == 16, let number = reply.transaction.hexadecimalNumber(in: bytes),
            let flight = flights[number]
        else {
            if !status.isProvisional { counts.strayAnswers += 1 }
            return .nothing
        }
        if status.isProvisional {
            // Over a connection a controller says that a registration waits (RFC 4320 section 4.1 forbids it over UDP).
            guard flight.message.isRegistration else { return .nothing }
            return .message(heard(.received, flight, at: time))
        }
        if status == .unauthorized, let challenge = challenge(number, flight, bytes, framing) { return challenge }
        flights.remove(number)
        counts.answers[Int(status.code), default: 0] += 1
        guard let meaning = meaning(of: reply, in: bytes, to: flight.message) else { return .nothing }
        return .message(heard(meaning, flight, at: time))
    }

    private func heard(_ message: ControllerMessage, _ flight: Flight, at time: Int64) -> HeardMessage {
        HeardMessage(
            device: flight.device, controller: flight.controller, message: message, sentAt: flight.sentAt, at: time)
    }

    /// How a challenge is answered; `nil` where there is no password, or the answer was refused, or it cannot be understood.
    private mutating func challenge(
        _ number: FlightTable.Number, _ flight: Flight, _ bytes: Span<UInt8>, _ framing: SIPFraming
    ) -> Heard? {
        guard let password = settings.password, (try? message.read(bytes, framing: framing)) != nil,
            let found = try? message.challenge(in: bytes),
            let algorithm = found.algorithm, !flight.isAuthorized || found.isStale
        else { return nil }
        let credential = DigestCredential(
            user: FleetIdentity.user(of: Int(flight.device)).description, realm: found.realm.text(in: bytes),
            password: password, algorithm: algorithm)
        // A client's nonce need only differ from challenge to challenge.
        let clientNonce = runTag &+ UInt64(flight.sequence) &* 0x9E37_79B9_7F4A_7C15
        guard
            let answer = DigestAnswer(
                challenge: found, credential: credential, nonceCount: 1, clientNonce: clientNonce)
        else { return nil }
        counts.challenges += 1
        var flight = flight
        flight.isAuthorized = true
        let renewed = renew(number, flight)
        guard let next = flights[renewed] else { return nil }
        return .challenge(renewed, next, answer)
    }

    /// What a final status says to the device whose message it answers; `nil` where that is nothing.
    @inline(__always)
    private func meaning(
        of reply: SIPReply, in bytes: Span<UInt8>, to message: DeviceMessage
    ) -> ControllerMessage? {
        let isSuccess = reply.status.isSuccess
        let retryAfterSeconds = reply.retryAfterSeconds(in: bytes)
        switch message {
        case .tokenRequest:
            // No token is on the wire: it is the controller's entry for the device.
            if isSuccess { return .granted(.forged(high: 1, low: 1), timeout: nil) }
            return retryAfterSeconds.map { .tokenDenied(retryAfter: .seconds(Int64($0))) } ?? .registrationFailed
        case .initialRegistration, .tokenRegistration:
            if isSuccess { return .registered }
            // RFC 3261 section 20.33: whoever says when to come back may be asked again then.
            return retryAfterSeconds.map { .registrationDenied(retryAfter: .seconds(Int64($0))) }
                ?? .registrationFailed
        case .keepAlive:
            // RFC 3261 section 10.2.3: the answer lists what is bound.
            if isSuccess { return reply.contact.isPresent ? .keepAliveAnswered : .unknownDevice }
            return reply.status == .notFound ? .unknownDevice : nil
        case .probe: return .probeAnswered
        case .unregister: return nil
        }
    }
}

extension DeviceMessage {
    /// Whether a device's machine waits for its answer before it goes on.
    var isOfProcedure: Bool { self == .tokenRequest || isRegistration }

    /// Whether it asks to be registered.
    var isRegistration: Bool { self == .initialRegistration || self == .tokenRegistration }
}
