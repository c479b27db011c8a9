internal import NIOCore
internal import Registration
internal import Signalling

/// Answers the requests of devices that speak SIP, on one event loop (RFC 3261 section 10).
///
/// It keeps no transactions: a request that comes again finds what the first one changed, and gets the same answer. A device that is bound and
/// says the same contact again is answered at once, as that is SIP's way to keep a registration alive; all others go through the core's
/// queue. A device that hears a time in Retry-After was denied by the core, which gave it a time of its own.
final class SIPRegistrar {
    /// The loop that it is of.
    let loop: ServiceLoop
    /// What it grants.
    let settings: SIPSettings
    private let bindings: SIPBindings
    /// Read anew for each request; kept, since it is large.
    private var message = SIPMessage()

    /// A registrar on `loop`; `bindings` are shared by all loops.
    init(on loop: ServiceLoop, settings: SIPSettings, bindings: SIPBindings) {
        self.loop = loop
        self.settings = settings
        self.bindings = bindings
    }

    /// One request on its way through the registrar.
    private struct Request {
        let bytes: ByteBuffer
        let source: InternalAddress
        let path: SIPReplyPath
        let now: Instant
        /// Its place among the requests of its Call-ID.
        let order: SIPRequestOrder
        /// The tag that its answer gives to a To without one: the same however often it comes.
        let toTag: UInt64
    }

    /// Takes a message in, and writes its answer to the path, now or when the device was served.
    func receive(_ bytes: ByteBuffer, framing: SIPFraming, from source: InternalAddress, path: SIPReplyPath) {
        let fault = read(bytes, framing: framing)
        let request = request(bytes, from: source, path: path)
        if let fault { return receiveMalformed(fault, request) }
        guard message.isRequest else { return loop.counters.add(.sipResponsesIgnored) }
        loop.counters.add(.sipRequests)
        switch SIPDemand(message, in: bytes.readableBytesUInt8Span, rule: settings.expiry) {
        case .registration(let registration): receive(registration, request)
        case .token(let device): requestToken(device, request)
        case .options: answer(.ok, request)
        case .invite(let user): redirect(user, request)
        case .acknowledgment: break
        // All was answered before it could be cancelled, and there are no dialogs.
        case .cancel, .bye: answer(.noSuchTransaction, request)
        case .refused(let refusal):
            loop.counters.add(.sipRefusals)
            answer(SIPAnswer(refusal, to: source, toTag: request.toTag), request)
        }
    }

    /// Takes in the header, or nothing, of a message of a stream that has no end, and answers its fault where the header says whom.
    func receive(_ fault: SIPFault, header: ByteBuffer, from source: InternalAddress, path: SIPReplyPath) {
        _ = read(header, framing: .stream)
        receiveMalformed(fault, request(header, from: source, path: path))
    }

    /// The request in ``message``, which was read from `bytes`.
    private func request(_ bytes: ByteBuffer, from source: InternalAddress, path: SIPReplyPath) -> Request {
        let order = SIPRequestOrder(message, in: bytes.readableBytesUInt8Span)
        return Request(
            bytes: bytes, source: source, path: path.answering(message.via), now: loop.now, order: order,
            toTag: (order.callID ^ settings.tagSecret) &* 0x9E37_79B9_7F4A_7C15)
    }

    private func read(_ bytes: ByteBuffer, framing: SIPFraming) -> SIPFault? {
        do throws(SIPFault) {
            try message.read(
                bytes.readableBytesUInt8Span, framing: framing, limits: framing == .datagram ? .datagram : .stream)
            return nil
        } catch {
            return error
        }
    }

    /// Takes ended bindings out, a part at a time; their devices are registered no longer.
    func sweep(part: Int) {
        let ended = bindings.sweep(part: part, at: loop.now)
        for device in ended { loop.unregister(device) }
        if !ended.isEmpty { loop.counters.add(.sipBindingsExpired, ended.count) }
    }

    private func receiveMalformed(_ fault: SIPFault, _ request: Request) {
        loop.counters.add(.sipMalformedMessages)
        loop.shared.log.say(.sipMessage, at: request.now, "a message of SIP is malformed: \(fault.status.code)")
        guard message.isAnswerable else { return loop.counters.add(.sipUnanswerableMessages) }
        answer(SIPAnswer(fault, to: request.source, toTag: request.toTag), request)
    }

    // MARK: REGISTER

    private func receive(_ registration: SIPRegistration, _ request: Request) {
        guard
            let addressOfRecord = SIPDeviceNaming.name(
                user: registration.user, in: request.bytes.readableBytesUInt8Span)
        else { return answer(.notFound, request) }
        var answer = SIPAnswer(.ok, to: request.source, toTag: request.toTag)
        answer.date = SIPDate(unixSeconds: settings.wallClock())
        switch registration.purpose {
        case .bind(let seconds): bind(registration, addressOfRecord, seconds: seconds, answer, request)
        case .unbind, .unbindAll:
            let device = registration.purpose == .unbind ? registration.device : nil
            // Who leaves while its registration is queued is not registered when its turn comes.
            if let device { waiting(device)?.withdraw(addressOfRecord) }
            for device in bindings.unbind(device, from: addressOfRecord) { loop.unregister(device) }
            loop.counters.add(.sipUnregistrations)
            self.answer(answer, request)
        case .ping:
            loop.counters.add(.sipKeepAlives)
            self.answer(answer, request)
        case .query:
            self.answer(answer, request, contact: bindings.contact(at: addressOfRecord, now: request.now) ?? [])
        }
    }

    private func bind(
        _ registration: SIPRegistration, _ addressOfRecord: DeviceName, seconds: UInt32, _ answer: SIPAnswer,
        _ request: Request
    ) {
        var answer = answer
        answer.binding = SIPAnswer.Binding(contact: registration.contact, seconds: seconds)
        let device = registration.device
        let contact = request.bytes.bytes(of: registration.contact.uri)
        guard contact.count <= SIPBinding.contactByteCountMax else {
            return self.answer(.messageTooLarge, request)
        }
        let order = request.order
        let expiresAt = request.now + .seconds(Int64(seconds))
        let standing = bindings.standing(
            of: device, at: addressOfRecord, order: order, contact: contact, now: request.now)
        switch standing {
        case .repetition(let expiresAt):
            loop.counters.add(.sipRetransmissions)
            answer.binding?.seconds = (expiresAt - request.now).wholeSeconds
            return self.answer(answer, request)
        case .outdated: return self.answer(.serverError, request)
        case .refresh where bindings.extend(device, at: addressOfRecord, order: order, until: expiresAt):
            loop.counters.add(.sipRefreshes)
            return self.answer(answer, request)
        case .refresh, .new: break
        }
        guard let bytes = bytes(of: answer, request) else { return }
        let grant = SIPWaitingDevice.Grant(
            path: request.path, answer: bytes, addressOfRecord: addressOfRecord,
            binding: SIPBinding(device: device, contact: contact, order: order, expiresAt: expiresAt))
        guard let waiting = waiting(device) else { return register(grant, request) }
        switch waiting.add(grant) {
        case .waits: sayTrying(request)
        case .repeated:
            loop.counters.add(.sipRetransmissions)
            sayTrying(request)
        case .outdated: self.answer(.serverError, request)
        case .full: deny(.serviceUnavailable, retryAfterSeconds: 1, request)
        }
    }

    private func waiting(_ device: DeviceName) -> SIPWaitingDevice? {
        loop.exchange(speakingFor: device) as? SIPWaitingDevice
    }

    private func register(_ grant: SIPWaitingDevice.Grant, _ request: Request) {
        let waiting = SIPWaitingDevice(on: loop, bindings: bindings, grant: grant)
        guard let exchange = waiting.open() else {
            return deny(.serviceUnavailable, retryAfterSeconds: 1, request)
        }
        let response = loop.register(
            RegistrationRequest(
                device: grant.binding.device, address: request.source, kind: .initial, context: exchange.rawValue),
            at: request.now)
        switch response {
        case .queued: sayTrying(request)
        case .denied(_, let retryAfter):
            waiting.close()
            loop.counters.add(.sipRegistrationsDenied)
            deny(.serviceUnavailable, retryAfterSeconds: retryAfter.wholeSeconds, request)
        case .discarded: waiting.close()
        }
    }

    /// Tells a peer on a connection that its request waits. Nothing over UDP, where it would silence a client that must go on asking
    /// (RFC 4320 section 4.1).
    private func sayTrying(_ request: Request) {
        if request.path.isStream { answer(.trying, request) }
    }

    // MARK: Other requests

    /// Cisco's token: 202 grants it; 486 denies it by load, 503 for want of room, both with the device's own time.
    private func requestToken(_ device: DeviceName, _ request: Request) {
        switch loop.requestToken(TokenRequest(device: device, address: request.source), at: request.now) {
        case .granted:
            loop.counters.add(.sipTokensGranted)
            var answer = SIPAnswer(.accepted, to: request.source, toTag: request.toTag)
            answer.refusesReferSubscription = true
            self.answer(answer, request)
        case .denied(let reason, let retryAfter):
            loop.counters.add(.sipTokensDenied)
            let isLoad = reason == .load || reason == .early
            deny(isLoad ? .busyHere : .serviceUnavailable, retryAfterSeconds: retryAfter.wholeSeconds, request)
        case .discarded: break
        }
    }

    private func redirect(_ user: SIPSlice, _ request: Request) {
        let name = SIPDeviceNaming.name(user: user, in: request.bytes.readableBytesUInt8Span)
        if let name, let contact = bindings.contact(at: name, now: request.now) {
            loop.counters.add(.sipRedirections)
            return answer(.movedTemporarily, request, contact: contact)
        }
        // A device that registered over SCCP is there, but no SIP reaches it.
        let isKnown =
            name.flatMap { DirectoryName($0.description) }.flatMap { loop.shared.core.entry(calledBy: $0) } != nil
        answer(isKnown ? .temporarilyUnavailable : .notFound, request)
    }

    // MARK: Answers

    private func deny(_ status: SIPStatus, retryAfterSeconds: UInt32, _ request: Request) {
        var answer = SIPAnswer(status, to: request.source, toTag: request.toTag)
        answer.retryAfterSeconds = retryAfterSeconds
        self.answer(answer, request)
    }

    private func answer(_ status: SIPStatus, _ request: Request, contact: [UInt8] = []) {
        answer(SIPAnswer(status, to: request.source, toTag: request.toTag), request, contact: contact)
    }

    private func answer(_ answer: SIPAnswer, _ request: Request, contact: [UInt8] = []) {
        if let bytes = bytes(of: answer, request, contact: contact) { request.path.write(bytes) }
    }

    private func bytes(of answer: SIPAnswer, _ request: Request, contact: [UInt8] = []) -> ByteBuffer? {
        answer.bytes(
            answering: message, of: request.bytes, contact: contact, allocator: request.path.channel.allocator)
    }
}

extension ByteBuffer {
    /// The bytes of a part of the message that the buffer holds.
    fileprivate func bytes(of slice: SIPSlice) -> [UInt8] {
        getBytes(at: readerIndex + slice.lowerBound, length: slice.count) ?? []
    }
}
