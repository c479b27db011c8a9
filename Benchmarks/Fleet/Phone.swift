internal import Measurement
internal import NIOCore
internal import Registration
internal import Signalling

/// A phone that speaks SCCP, for as long as its connection lasts: asks for a token, registers through all messages, pings.
///
/// Used on its event loop. What it sees goes into the ``FleetFigures`` that it shares with the others of its loop.
final class Phone: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How far it has come.
    enum State {
        /// It has said nothing yet, or was denied.
        case idle
        /// It waits for a token.
        case askedForToken
        /// It waits for its registration, or is in the midst of it.
        case registering
        /// It has heard everything.
        case registered
        /// Its connection has ended.
        case closed
    }

    /// How far it has come.
    private(set) var state = State.idle
    private let device: DeviceName
    private let figures: FleetFigures
    private let clock: MonotonicClock
    private let scanner = SCCP.FrameScanner()
    private var context: ChannelHandlerContext?
    private var pending = ByteBuffer()
    private var tokenAskedAt: Int64 = 0
    private var pingedAt: Int64 = 0

    /// The phone of this number.
    init(_ number: Int, figures: FleetFigures, clock: MonotonicClock) {
        device = DeviceName(macAddress: 0x0200_0000_0000 | UInt64(number))
        self.figures = figures
        self.clock = clock
    }

    private var station: SCCP.StationIdentifier { SCCP.StationIdentifier(deviceName: device) }

    // MARK: What it does

    /// Asks for a token; registers when it is granted, and does nothing when it is not. `false` when it has one, or waits for one.
    func requestToken() -> Bool {
        guard state == .idle else { return false }
        state = .askedForToken
        tokenAskedAt = clock.nanoseconds()
        figures.tokensAsked += 1
        send(SCCP.RegisterTokenRequest(station: station, ipv4Address: 0x7F00_0001, deviceType: .phone7941))
        return true
    }

    /// Registers.
    func register() {
        guard state == .idle || state == .askedForToken else { return }
        state = .registering
        var request = SCCP.RegisterRequest(
            station: station, ipv4Address: 0x7F00_0001, deviceType: .phone7941, form: .firmware)
        request.protocolVersion = 17
        send(request)
    }

    /// Pings, where it is registered and was answered before; an answer that is still missing counts as late from then on.
    func ping() {
        guard state == .registered else { return }
        if pingedAt != 0 {
            figures.pingsLate += 1
            return
        }
        pingedAt = clock.nanoseconds()
        figures.pingsSent += 1
        send(SCCP.Signal.keepAlive)
    }

    // MARK: What it hears

    func channelActive(context: ChannelHandlerContext) { self.context = context }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func channelInactive(context: ChannelHandlerContext) {
        if state != .closed { figures.closed += 1 }
        state = .closed
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if pending.readableBytes > 0 {
            pending.writeBuffer(&bytes)
            bytes = pending
        }
        while case .frame(let header, let byteCount) = scanner.scan(bytes.readableBytesUInt8Span) {
            bytes.moveReaderIndex(forwardBy: byteCount)
            if let kind = header.kind { hear(kind) }
        }
        // Most readings end with a message: then nothing is kept.
        pending = bytes.readableBytes > 0 ? bytes : ByteBuffer()
    }

    private func hear(_ kind: SCCP.MessageKind) {
        let now = clock.nanoseconds()
        switch kind {
        case .registerTokenAck:
            figures.recordToken(now - tokenAskedAt, granted: true)
            register()
        case .registerTokenReject:
            figures.recordToken(now - tokenAskedAt, granted: false)
            state = .idle
        case .registerReject:
            figures.registrationsDenied += 1
            state = .idle
        case .capabilitiesRequest: askForConfiguration()
        case .defineTimeDate where state == .registering:
            state = .registered
            figures.registered += 1
        case .keepAliveAck:
            figures.recordPing(now - pingedAt)
            pingedAt = 0
        default: break
        }
    }

    /// All that a phone asks between its registration's answer and being registered.
    private func askForConfiguration() {
        guard let context else { return }
        var bytes = context.channel.allocator.buffer(capacity: 512)
        bytes.write(SCCP.CapabilitiesResponse())
        for kind: SCCP.MessageKind in [
            .buttonTemplateRequest, .softKeyTemplateRequest, .softKeySetRequest, .configStatRequest,
        ] { if let signal = SCCP.Signal(kind) { bytes.write(signal) } }
        for line: UInt32 in 1...2 {
            bytes.write(SCCP.StatusRequest.line(line))
            bytes.write(SCCP.StatusRequest.forward(line: line))
        }
        bytes.write(SCCP.RegisterAvailableLines(lineCountMax: 2))
        if let signal = SCCP.Signal(.timeDateRequest) { bytes.write(signal) }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    private func send(_ message: some SCCP.Message) {
        guard let context else { return }
        var bytes = context.channel.allocator.buffer(capacity: message.frameByteCount(in: .basic))
        bytes.write(message)
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }
}

extension ByteBuffer {
    /// Appends a message as a frame.
    fileprivate mutating func write(_ message: some SCCP.Message) {
        let byteCount = message.frameByteCount(in: .basic)
        writeBytes(
            [UInt8](capacity: byteCount) { output in
                // There is room for it.
                try? message.encode(in: .basic, into: &output)
            })
    }
}
