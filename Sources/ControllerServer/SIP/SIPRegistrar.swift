internal import NIOCore
internal import Registration
internal import Signalling

/// Answers the requests of devices that speak SIP, on one event loop (RFC 3261 section 10).
///
/// It keeps no transactions: a request that comes again finds what the first one changed, and gets the same answer. A device that is bound and
/// says the same contact again is answered at once, as that is SIP's way to keep a registration alive; all others go through the core's
/// queue. A device that hears a time in Retry-After was denied by the core, which gave it a time of its own. With an authenticator, whoever
/// registers or asks for a token proves who it is before the core hears of it.
final class SIPRegistrar {
    /// The loop that it is of.
    let loop: ServiceLoop
    /// What it grants.
    let settings: SIPSettings
    /// Who is bound where.
    let bindings: SIPBindings
    /// Who judges senders; `nil` where nobody is asked who he is.
    let authenticator: SIPAuthenticator?
    /// The message that is answered: read anew for each, and kept, since it is large.
    private(set) var message = SIPMessage()

    /// A registrar on `loop`; `bindings` and `authenticator` are shared by all loops.
    init(
        on loop: ServiceLoop, settings: SIPSettings, bindings: SIPBindings, authenticator: SIPAuthenticator? = nil
    ) {
        self.loop = loop
        self.settings = settings
        self.bindings = bindings
        self.authenticator = authenticator
    }

    /// One request on its way through the registrar.
    struct Request {
        /// Its bytes.
        let bytes: ByteBuffer
        /// Where it came from.
        let source: InternalAddress
        /// Where its answer goes.
        let path: SIPReplyPath
        /// When it came.
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

    /// Counts a message with a fault, and answers it where it says whom.
    func receiveMalformed(_ fault: SIPFault, _ request: Request) {
        loop.counters.add(.sipMalformedMessages)
        loop.shared.log.say(.sipMessage, at: request.now, "a message of SIP is malformed: \(fault.status.code)")
        guard message.isAnswerable else { return loop.counters.add(.sipUnanswerableMessages) }
        answer(SIPAnswer(fault, to: request.source, toTag: request.toTag), request)
    }

    // MARK: Other requests

    /// Cisco's token: 202 grants it; 486 denies it by load, 503 for want of room, both with the device's own time.
    private func requestToken(_ device: DeviceName, _ request: Request) {
        let bytes = request.bytes.readableBytesUInt8Span
        let user = SIPURI(message.from.uri, in: bytes)?.user ?? .absent
        switch authenticate(request, for: SIPDeviceNaming.name(user: user, in: bytes)) {
        case .admitted: break
        // The core would hear of it again.
        case .replayed: return challenge(request, isStale: true)
        case .answered: return
        }
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
        if let name, let last = bindings.bindings(at: name, now: request.now).last {
            loop.counters.add(.sipRedirections)
            return answer(.movedTemporarily, request, contacts: last.address)
        }
        // A device that registered over SCCP is there, but no SIP reaches it.
        let isKnown =
            name.flatMap { DirectoryName($0.description) }.flatMap { loop.shared.core.entry(calledBy: $0) } != nil
        answer(isKnown ? .temporarilyUnavailable : .notFound, request)
    }

    // MARK: Answers

    /// Answers a request with a status and a time to wait.
    func deny(_ status: SIPStatus, retryAfterSeconds: UInt32, _ request: Request) {
        var answer = SIPAnswer(status, to: request.source, toTag: request.toTag)
        answer.retryAfterSeconds = retryAfterSeconds
        self.answer(answer, request)
    }

    /// Answers a request with a status; `contacts` is what stands in Contact.
    func answer(_ status: SIPStatus, _ request: Request, contacts: [UInt8] = []) {
        answer(SIPAnswer(status, to: request.source, toTag: request.toTag), request, contacts: contacts)
    }

    /// Answers a request; not where the answer would be too large. `contacts` is what stands in Contact.
    func answer(_ answer: SIPAnswer, _ request: Request, contacts: [UInt8] = []) {
        if let bytes = bytes(of: answer, request, contacts: contacts) { request.path.write(bytes) }
    }

    /// An answer's bytes; `nil` where they would be too many.
    func bytes(of answer: SIPAnswer, _ request: Request, contacts: [UInt8] = []) -> ByteBuffer? {
        answer.bytes(
            answering: message, of: request.bytes, contacts: contacts, allocator: request.path.channel.allocator)
    }
}
