internal import NIOCore
internal import Registration
internal import Signalling

/// A connection of devices that speak SIP: cuts what comes into messages, brings them to a registrar, and answers pings.
///
/// Used on its event loop. It speaks for no device: a registration lasts as long as was granted, whatever becomes of the connection that
/// asked for it (RFC 3261 section 10), and what waits for its turn has an exchange of its own. Answers to what came in one reading go
/// out in one write. A peer that does not read is closed when the channel's high-water mark is reached; so is one that sends nothing
/// within its deadline, which stands in the loop's table.
final class SIPStreamHandler: ChannelInboundHandler, Exchange {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let registrar: SIPRegistrar
    private let processor = NIOSingleStepByteToMessageProcessor(
        SIPStreamDecoder(), maximumBufferSize: 2 * SIPStreamDecoder.messageByteCountMax)
    private var context: ChannelHandlerContext?
    private var exchange: ExchangeID?
    private var peer = InternalAddress(ipv4: 0, port: 0)
    /// Pings that were not answered yet.
    private var pingCount = 0
    /// When the first byte of a message came whose last byte did not.
    private var partialSince: Instant?
    /// Whether a message or a ping has come.
    private var hasHeard = false
    /// Whether the connection was closed from this side, if only half: what its peer still says does nothing.
    private var isClosing = false

    private var loop: ServiceLoop { registrar.loop }
    private var settings: SIPSettings { registrar.settings }

    /// A connection that brings what comes to `registrar`, which is of the same event loop.
    init(registrar: SIPRegistrar) { self.registrar = registrar }

    // MARK: Channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { open(context) }
    }

    func channelActive(context: ChannelHandlerContext) { open(context) }

    private func open(_ context: ChannelHandlerContext) {
        guard exchange == nil, !isClosing else { return }
        exchange = loop.admit(self, firstMessageDeadline: settings.firstMessageDeadline)
        guard exchange != nil else { return close() }
        if let address = context.remoteAddress.flatMap({ InternalAddress($0) }) { peer = address }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let exchange {
            loop.remove(exchange)
            loop.counters.add(.connectionsClosed)
        }
        exchange = nil
        isClosing = true
        self.context = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard exchange != nil, !isClosing else { return }
        let path = SIPReplyPath(channel: context.channel)
        var frameCount = 0
        do {
            try processor.process(buffer: unwrapInboundIn(data)) { frame in
                frameCount += 1
                receive(frame, path)
            }
        } catch {
            return close()
        }
        setDeadline(frameCount: frameCount)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        writePongs(context)
        context.flush()
        context.fireChannelReadComplete()
    }

    /// A peer that does not read what it is told: it gets no more.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable, !isClosing {
            loop.shared.log.say(.deadline, at: loop.now, "a peer of SIP does not read what it is told")
            close()
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        loop.shared.log.say(.socket, at: loop.now, "a connection failed: \(error)")
        close()
    }

    private func close() {
        isClosing = true
        context?.close(promise: nil)
    }

    /// Closes this half when all was written, and the rest when the peer has: closed at once, with bytes of the peer unread, the system would
    /// take back the answer that is under way.
    private func closeBehindAnswers() {
        isClosing = true
        guard let context, let exchange else { return }
        context.flush()
        context.close(mode: .output, promise: nil)
        loop.setDeadline(loop.now + settings.messageDeadline, of: exchange)
    }

    // MARK: Messages

    private func receive(_ frame: SIPStreamFrame, _ path: SIPReplyPath) {
        guard !isClosing else { return }
        switch frame {
        case .message(let bytes): registrar.receive(bytes, framing: .stream, from: peer, path: path)
        case .ping:
            loop.counters.add(.sipPings)
            pingCount += 1
        case .fault(let fault, let header):
            registrar.receive(fault, header: header, from: peer, path: path)
            closeBehindAnswers()
        }
    }

    /// One CRLF for each ping of a reading, in one write (RFC 5626 section 4.4.1).
    private func writePongs(_ context: ChannelHandlerContext) {
        guard pingCount > 0, !isClosing else { return }
        var pongs = context.channel.allocator.buffer(capacity: 2 * pingCount)
        for _ in 0..<pingCount { pongs.writeStaticString("\r\n") }
        pingCount = 0
        context.write(wrapOutboundOut(pongs), promise: nil)
    }

    /// Sets when the peer must be heard of again. A message has its time from its first byte to its last, however steadily its bytes come.
    private func setDeadline(frameCount: Int) {
        guard let exchange, !isClosing else { return }
        let now = loop.now
        hasHeard = hasHeard || frameCount > 0
        if processor.unprocessedBytes > SIPStreamDecoder.pingRemainderByteCountMax {
            let since = frameCount > 0 ? now : partialSince ?? now
            partialSince = since
            loop.setDeadline(since + settings.messageDeadline, of: exchange)
        } else {
            partialSince = nil
            if hasHeard { loop.setDeadline(now + settings.idle, of: exchange) }
        }
    }

    // MARK: Exchange

    func acknowledge(_ acknowledgment: RegistrationAcknowledgment) {}

    func fail(_ device: DeviceName, because reason: RegistrationFailure) {}

    func giveWay() {}

    func deadlinePassed(at now: Instant) {
        if !isClosing {
            loop.counters.add(.deadlinesPassed)
            loop.shared.log.say(.deadline, at: now, "a peer of SIP was silent for too long")
        }
        close()
    }

    func shutDown() {
        isClosing = true
        // Behind the refusals of what waits: the loop writes them when all exchanges were told.
        loop.eventLoop.assumeIsolated().execute { self.close() }
    }
}
