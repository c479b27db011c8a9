internal import NIOCore
internal import Registration
internal import Signalling

/// A connection of a device that speaks SCCP: cuts what comes into messages, has its ``SCCPSession`` say what is to be done, and does it.
///
/// Used on its event loop. An idle connection holds no buffer and no timer: its deadline stands in the loop's table. What is answered is
/// collected while there is something to read, and goes out in one write. A peer that does not read is closed when the channel's
/// high-water mark is reached.
final class SCCPConnection: ChannelInboundHandler, Exchange {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let loop: ServiceLoop
    private let settings: SCCPSettings
    private let processor = NIOSingleStepByteToMessageProcessor(
        SCCPFrameDecoder(), maximumBufferSize: 2 * SCCPFrameDecoder.frameByteCountMax)
    private var session = SCCPSession()
    private var context: ChannelHandlerContext?
    private var exchange: ExchangeID?
    /// Answers that were not written yet.
    private var answers: ByteBuffer?
    /// When the first byte of a message came whose last byte did not.
    private var partialSince: Instant?
    /// Whether the connection was closed from this side: what its peer still says does nothing.
    private var isClosing = false

    /// A connection on `loop`.
    init(on loop: ServiceLoop, settings: SCCPSettings) {
        self.loop = loop
        self.settings = settings
    }

    // MARK: Channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { open(context) }
    }

    func channelActive(context: ChannelHandlerContext) { open(context) }

    private func open(_ context: ChannelHandlerContext) {
        guard exchange == nil else { return }
        exchange = loop.admit(self, firstMessageDeadline: settings.firstMessageDeadline)
        if exchange == nil { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let exchange {
            if let device = session.device { loop.release(device, by: exchange, unregistering: true) }
            loop.remove(exchange)
            loop.counters.add(.connectionsClosed)
        }
        exchange = nil
        self.context = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let exchange, !isClosing else { return }
        let now = loop.now
        var messageCount = 0
        do {
            try processor.process(buffer: unwrapInboundIn(data)) { frame in
                messageCount += 1
                receive(frame, context, at: now)
            }
        } catch let error as SCCP.FrameError {
            loop.counters.add(.sccpBrokenFrames)
            loop.shared.log.say(.sccpFrame, at: now, "bytes that are no frame of SCCP: \(error)")
            return close()
        } catch {
            return close()
        }
        if processor.unprocessedBytes == 0 {
            partialSince = nil
        } else if partialSince == nil || messageCount > 0 {
            partialSince = now
        }
        let deadline = partialSince.map { $0 + settings.messageDeadline } ?? now + settings.silence
        loop.setDeadline(deadline, of: exchange)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        flushAnswers()
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        loop.shared.log.say(.socket, at: loop.now, "a connection failed: \(error)")
        close()
    }

    private func close() {
        isClosing = true
        answers = nil
        context?.close(promise: nil)
    }

    // MARK: Messages

    private func receive(_ frame: SCCPFrame, _ context: ChannelHandlerContext, at now: Instant) {
        guard !isClosing, let exchange else { return }
        loop.counters.add(.sccpMessages)
        let step: SCCPSession.Step
        do throws(SCCP.ParseError) {
            step = try session.receive(frame.header, frame.body.readableBytesUInt8Span)
        } catch {
            loop.counters.add(.sccpMalformedMessages)
            loop.shared.log.say(
                .sccpMessage, at: now, "message \(frame.header.messageID.rawValue) is malformed: \(error)")
            return close()
        }
        switch step {
        case .none: break
        case .acknowledge:
            loop.counters.add(.sccpKeepAlives)
            answer(SCCP.Signal.keepAliveAck)
        case .requestToken(let device, let deviceClass, let isSPCP):
            requestToken(device, deviceClass, isSPCP: isSPCP, context, at: now)
        case .register(let device, let deviceClass): register(device, deviceClass, exchange, context, at: now)
        case .unregister:
            if let device = session.device { loop.release(device, by: exchange, unregistering: true) }
            answer(SCCP.UnregisterAck())
        case .answer(let kind, let number): configure(kind, number)
        case .complete(let kind):
            loop.counters.add(.sccpRegistered)
            configure(kind, 0)
        case .ignoreUnexpected:
            loop.counters.add(.sccpUnexpectedMessages)
            loop.shared.log.say(.sccpOrder, at: now, "message \(frame.header.messageID.rawValue) is out of order")
        case .ignoreUnknown: loop.counters.add(.sccpUnknownMessages)
        case .close:
            loop.counters.add(.sccpUnexpectedMessages)
            loop.shared.log.say(
                .sccpOrder, at: now,
                "message \(frame.header.messageID.rawValue) is no device's, or another device's")
            close()
        }
    }

    private func peer(_ context: ChannelHandlerContext) -> InternalAddress {
        context.remoteAddress.flatMap { InternalAddress($0) } ?? InternalAddress(ipv4: 0, port: 0)
    }

    /// Asks the core, and tells the device: a time of its own in whole seconds where there is no token.
    private func requestToken(
        _ device: DeviceName, _ deviceClass: DeviceClass, isSPCP: Bool, _ context: ChannelHandlerContext,
        at now: Instant
    ) {
        let request = TokenRequest(device: device, address: peer(context), deviceClass: deviceClass)
        switch loop.requestToken(request, at: now) {
        case .granted:
            loop.counters.add(.sccpTokensGranted)
            if isSPCP { answer(SCCP.SPCPRegisterTokenAck()) } else { answer(SCCP.Signal.registerTokenAck) }
        case .denied(_, let retryAfter):
            loop.counters.add(.sccpTokensDenied)
            let seconds = retryAfter.wholeSeconds
            if isSPCP {
                answer(SCCP.SPCPRegisterTokenReject(waitSeconds: seconds))
            } else {
                answer(SCCP.RegisterTokenReject(waitSeconds: seconds))
            }
        case .discarded: break
        }
    }

    private func register(
        _ device: DeviceName, _ deviceClass: DeviceClass, _ exchange: ExchangeID, _ context: ChannelHandlerContext,
        at now: Instant
    ) {
        loop.claim(device, by: exchange)
        // What the device was granted before is found by its name: the wire carries no token.
        let request = RegistrationRequest(
            device: device, address: peer(context), deviceClass: deviceClass, kind: .initial,
            context: exchange.rawValue)
        switch loop.register(request, at: now) {
        case .queued: session.wasQueued()
        case .denied:
            loop.counters.add(.sccpRegistrationsDenied)
            session.wasDenied()
            answer(SCCP.RegisterReject(text: "High Traffic Try Again Later"))
        case .discarded: session.wasDenied()
        }
    }

    /// Answers a question of a device that registers or is registered.
    private func configure(_ kind: SCCP.MessageKind, _ number: UInt32) {
        let start = loop.now
        switch kind {
        case .versionRequest: answer(SCCP.VersionResponse(firmware: SCCP.FixedText(truncating: settings.firmware)))
        case .serverRequest:
            answer(SCCP.ServerResponse(servers: SCCP.FixedList(settings.group.prefix(5)) ?? SCCP.FixedList()))
        case .timeDateRequest: answer(SCCP.DefineTimeDate(systemTime: settings.wallClock()))
        case .softKeyTemplateRequest: answer(SCCPConfiguration.softKeyTemplate())
        case .softKeySetRequest: answer(SCCPConfiguration.softKeySets())
        case .forwardStatRequest: answer(SCCP.ForwardStat(number: number))
        case .speedDialStatRequest:
            answer(
                SCCP.SpeedDialStat(number: number, directoryName: SCCP.FixedText(), label: SCCP.FixedText()))
        default:
            guard let configuration = session.configuration else { return }
            switch kind {
            case .buttonTemplateRequest: answer(configuration.buttonTemplate())
            case .configStatRequest: answer(configuration.configStat(serverName: settings.serverName))
            case .lineStatRequest: answer(configuration.lineStat(number, in: loop.shared.core))
            default: break
            }
        }
        if session.state == .configuring { loop.recordWork(since: start) }
    }

    // MARK: Answers

    private func answer(_ message: some SCCP.Message) {
        // These three are understood by every phone in the basic form only.
        let isBasic = [.keepAliveAck, .registerAck, .unregisterAck].contains(message.kind)
        guard !isClosing else { return }
        if answers == nil { answers = context?.channel.allocator.buffer(capacity: 128) }
        answers?.write(message, in: isBasic ? .basic : session.version)
    }

    private func flushAnswers() {
        guard let answers, let context else { return }
        self.answers = nil
        context.writeAndFlush(wrapOutboundOut(answers), promise: nil)
        guard !context.channel.isWritable else { return }
        loop.shared.log.say(.deadline, at: loop.now, "a device does not read what it is told")
        close()
    }

    // MARK: Exchange

    func acknowledge(_ acknowledgment: RegistrationAcknowledgment) {
        guard let message = session.wasServed(acknowledgment, settings) else { return }
        answer(message)
        answer(SCCP.Signal.capabilitiesRequest)
        flushAnswers()
    }

    func fail(_ device: DeviceName, because reason: RegistrationFailure) {
        guard session.state == .queued, device == session.device else { return }
        session.wasDenied()
        loop.shared.log.say(.registration, at: loop.now, "\(device) could not be registered: \(reason)")
        answer(SCCP.RegisterReject(text: "Max Phones Exceeded"))
        flushAnswers()
    }

    func giveWay() {
        loop.counters.add(.connectionsReplaced)
        close()
    }

    func deadlinePassed(at now: Instant) {
        loop.counters.add(.deadlinesPassed)
        loop.shared.log.say(.deadline, at: now, "a device was silent for too long")
        close()
    }

    func shutDown() {
        if session.state == .queued { answer(SCCP.RegisterReject(text: "Waiting To Rehome")) }
        flushAnswers()
        close()
    }
}
