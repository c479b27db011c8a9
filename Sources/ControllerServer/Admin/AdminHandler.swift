internal import NIOCore
internal import NIOHTTP1

/// Takes the requests of one connection to the admin interface, and writes their answers.
///
/// A body has 64 KiB at most, and each request ten seconds, from the connection's begin or the answer before it: connections that say
/// nothing, or do not end what they say, are closed then, and at once those that do not read what they are told.
final class AdminHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let router: AdminRouter
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

    /// A handler whose answers are the router's; it closes its connection where that is one more than the limit.
    init(router: AdminRouter, limit: AdminConnectionLimit) {
        self.router = router
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
            write(answer(to: head), to: head, context)
            body = []
            setDeadline(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// The answer to a request that has come whole. Not before: closed with bytes of the peer unread, a connection would take the answer back.
    private func answer(to head: HTTPRequestHead) -> AdminResponse {
        guard !isTooLarge else { return .error("a body has \(Self.bodyByteCountMax) bytes at most", status: 413) }
        return router.answer(AdminRequest(method: head.method.rawValue, uri: head.uri, body: body))
    }

    private func write(_ response: AdminResponse, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let bytes = context.channel.allocator.buffer(string: response.body)
        var headers = HTTPHeaders([
            ("content-type", response.contentType), ("content-length", "\(bytes.readableBytes)"),
            ("cache-control", "no-store"),
        ])
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

    private func setDeadline(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: Self.requestTime) { channel.value.close(promise: nil) }
    }
}
