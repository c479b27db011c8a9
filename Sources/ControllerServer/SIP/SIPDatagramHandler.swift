internal import NIOCore
internal import Registration
internal import Signalling

/// Brings datagrams to a registrar. What it answers goes out in one system call when all that came has been read.
final class SIPDatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let registrar: SIPRegistrar

    /// A handler that brings what comes to `registrar`, which is of the same event loop.
    init(registrar: SIPRegistrar) { self.registrar = registrar }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard let source = InternalAddress(envelope.remoteAddress) else { return }
        let path = SIPReplyPath(channel: context.channel, address: envelope.remoteAddress)
        registrar.receive(envelope.data, framing: .datagram, from: source, path: path)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
        context.fireChannelReadComplete()
    }

    /// Errors of single datagrams, such as a port that nobody listens on any more, end nothing.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
