internal import NIOCore
internal import NIOHTTP1

/// Takes the requests of one connection, and writes their answers.
///
/// A body has 64 KiB at most, and each request ten seconds, from the connection's begin or the answer before it: connections that say
/// nothing, or do not end what they say, are closed then, and at once those that do not read what they are told.
final class AdminHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answering: any AdminAnswering
    private let limit: AdminConnectionLimit
    /// Whether the connection counts among those of the limit.
    private var isCounted = false
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    /// Whether more of a body came than is kept.
    private var isTooLarge = false
    private var deadline: Scheduled<Void>?

    /// The most bytes of a body.
    private static var bodyByteCountMax: Int { 65_536 }
    /// How long a request may take to its last byte, the silence before it included.
    private static var requestTime: TimeAmount { .seconds(10) }

    /// The events that the connection listens to.
    private var events: EventStream?

    /// A handler with these answers; it closes its connection where that is one more than the limit.
    init(_ answering: any AdminAnswering, limit: AdminConnectionLimit) {
        self.answering = answering
        self.limit = limit
    }

    func channelActive(context: ChannelHandlerContext) {
        isCounted = limit.enter()
        guard isCounted else { return context.close(promise: nil) }
        setDeadline(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        if isCounted { limit.leave() }
        isCounted = false
        events?.leave(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            isTooLarge = false
        case .body(let part):
            isTooLarge = isTooLarge || body.count + part.readableBytes > Self.bodyByteCountMax
            if isTooLarge { body = [] } else { body.append(contentsOf: part.readableBytesView) }
        case .end:
            guard let head else { return }
            self.head = nil
            let answer = answer(to: head)
            body = []
            if let events = answer.events, head.method != .HEAD {
                begin(events, answer, context)
            } else {
                write(answer, to: head, context)
                setDeadline(context)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// The answer to a request that has come whole. Not before: closed with bytes of the peer unread, a connection would take the answer back.
    private func answer(to head: HTTPRequestHead) -> AdminResponse {
        guard !isTooLarge else { return .error("a body has \(Self.bodyByteCountMax) bytes at most", status: 413) }
        let accept = head.headers["accept"].joined(separator: ",")
        return answering.answer(
            AdminRequest(method: head.method.rawValue, uri: head.uri, accept: String(accept.prefix(1_000)), body: body))
    }

    private func write(_ response: AdminResponse, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let bytes = context.channel.allocator.buffer(string: response.body)
        var headers = HTTPHeaders([
            ("content-type", response.contentType), ("content-length", "\(bytes.readableBytes)"),
            ("cache-control", "no-store"),
        ])
        if let policy = response.contentSecurityPolicy { headers.add(name: "content-security-policy", value: policy) }
        if !response.allowedMethods.isEmpty {
            headers.add(name: "allow", value: response.allowedMethods.joined(separator: ", "))
        }
        if !head.isKeepAlive { headers.add(name: "connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: response.status)
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        if head.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil) }
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        // Who asks on and on and reads nothing would have its answers pile up.
        guard context.channel.isWritable else { return context.close(promise: nil) }
        guard !head.isKeepAlive else { return }
        let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.whenComplete { _ in channel.value.close(promise: nil) }
    }

    /// Answers with events from now on: no request follows on this connection, and no deadline ends it.
    private func begin(_ events: EventStream, _ response: AdminResponse, _ context: ChannelHandlerContext) {
        guard events.enter(context.channel) else {
            let busy = AdminResponse.error("as many listen as may; try again later", status: 503)
            return write(busy, to: HTTPRequestHead(version: .http1_0, method: .GET, uri: "/"), context)
        }
        self.events = events
        deadline?.cancel()
        let headers = HTTPHeaders([
            ("content-type", response.contentType), ("cache-control", "no-store"), ("connection", "close"),
        ])
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let bytes = context.channel.allocator.buffer(string: response.body)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
    }

    private func setDeadline(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: Self.requestTime) { channel.value.close(promise: nil) }
    }
}
