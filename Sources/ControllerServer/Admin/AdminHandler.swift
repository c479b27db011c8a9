internal import NIOCore
internal import NIOHTTP1

/// Takes the requests of one connection to the admin interface, and writes their answers.
///
/// A body has 64 KiB at most, and a request ten seconds: connections that say nothing, or do not end what they say, are closed.
final class AdminHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let router: AdminRouter
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var deadline: Scheduled<Void>?

    /// The most bytes of a body.
    private static var bodyByteCountMax: Int { 65_536 }
    /// How long a request may take from its first byte to its last, and how long a connection may be silent before one.
    private static var requestTime: TimeAmount { .seconds(10) }

    /// A handler whose answers are the router's.
    init(router: AdminRouter) { self.router = router }

    func channelActive(context: ChannelHandlerContext) {
        setDeadline(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part):
            guard body.count + part.readableBytes <= Self.bodyByteCountMax else { return refuse(context) }
            body.append(contentsOf: part.readableBytesView)
        case .end:
            guard let head else { return }
            self.head = nil
            let request = AdminRequest(method: head.method.rawValue, uri: head.uri, body: body)
            write(router.answer(request), to: head, context)
            setDeadline(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func refuse(_ context: ChannelHandlerContext) {
        guard var head else { return }
        self.head = nil
        head.headers.replaceOrAdd(name: "connection", value: "close")
        write(.error("a body has \(Self.bodyByteCountMax) bytes at most", status: 413), to: head, context)
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
