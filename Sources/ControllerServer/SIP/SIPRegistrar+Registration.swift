internal import NIOCore
internal import Registration
internal import Signalling

extension SIPRegistrar {
    /// Takes in a REGISTER.
    func receive(_ registration: SIPRegistration, _ request: Request) {
        guard
            let addressOfRecord = SIPDeviceNaming.name(
                user: registration.user, in: request.bytes.readableBytesUInt8Span)
        else { return answer(.notFound, request) }
        switch authenticate(request, for: addressOfRecord) {
        case .admitted: carryOut(registration, addressOfRecord, request)
        case .replayed where answerAgain(registration, addressOfRecord, request): break
        // The password is right, so a client is told to answer anew and not to ask its user.
        case .replayed: challenge(request, isStale: true)
        case .answered: break
        }
    }

    /// The answer that carries out a request.
    private func success(_ request: Request) -> SIPAnswer {
        var answer = SIPAnswer(.ok, to: request.source, toTag: request.toTag)
        answer.date = SIPDate(unixSeconds: settings.wallClock())
        return answer
    }

    private func carryOut(_ registration: SIPRegistration, _ addressOfRecord: DeviceName, _ request: Request) {
        let answer = success(request)
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
            tell(bindings.bindings(at: addressOfRecord, now: request.now), answer, request)
        }
    }

    /// Answers a query with the bindings there are (RFC 3261 section 10.3, step 8); with the last of them where all are too much for one
    /// answer.
    private func tell(_ bindings: [SIPBinding], _ answer: SIPAnswer, _ request: Request) {
        for first in 0...bindings.count {
            let contacts = bindings[first...].map { $0.contact(at: request.now) }.joined(separator: ", ".utf8)
            guard let bytes = bytes(of: answer, request, contacts: Array(contacts)) else { continue }
            return request.path.write(bytes)
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
        case .repetition(let expiresAt): return answerAgain(registration, expiresAt: expiresAt, request)
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
        case .repeated: waitAgain(request)
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

    // MARK: Requests that came before

    /// Gives a request that came before the answer that it had, or has it wait on; `false` where it did neither, and nothing was done.
    ///
    /// Changes nothing: what came before may be a record of somebody else's, with another contact in it.
    private func answerAgain(
        _ registration: SIPRegistration, _ addressOfRecord: DeviceName, _ request: Request
    ) -> Bool {
        guard case .bind = registration.purpose else { return false }
        let standing = bindings.standing(
            of: registration.device, at: addressOfRecord, order: request.order,
            contact: request.bytes.bytes(of: registration.contact.uri), now: request.now)
        if case .repetition(let expiresAt) = standing {
            answerAgain(registration, expiresAt: expiresAt, request)
            return true
        }
        guard waiting(registration.device)?.holds(request.order, for: addressOfRecord) == true else { return false }
        waitAgain(request)
        return true
    }

    private func answerAgain(_ registration: SIPRegistration, expiresAt: Instant, _ request: Request) {
        loop.counters.add(.sipRetransmissions)
        var answer = success(request)
        answer.binding = SIPAnswer.Binding(
            contact: registration.contact, seconds: (expiresAt - request.now).wholeSeconds)
        self.answer(answer, request)
    }

    private func waitAgain(_ request: Request) {
        loop.counters.add(.sipRetransmissions)
        sayTrying(request)
    }
}

extension ByteBuffer {
    /// The bytes of a part of the message that the buffer holds.
    fileprivate func bytes(of slice: SIPSlice) -> [UInt8] {
        getBytes(at: readerIndex + slice.lowerBound, length: slice.count) ?? []
    }
}
