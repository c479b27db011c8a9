public import NIOCore

/// Stops accepting for a moment where the system lets no more connections in, for want of descriptors or memory.
///
/// A connection that cannot be accepted stays in the kernel's backlog, and its socket ready: without a pause the event loop would try again at
/// once, and do nothing else. What is in the backlog is accepted when there is room again. Used on its event loop, in the pipeline of a
/// listening socket.
public final class AcceptPause: ChannelInboundHandler {
    /// Connections that were accepted.
    public typealias InboundIn = any Channel

    private let note: Note
    private var isPausing = false

    /// Told what it stops for, on the event loop that accepts.
    public typealias Note = @Sendable (any Error, any EventLoop) -> Void

    /// How long it stops: room comes with the end of a connection, and newcomers wait no longer than that for it.
    public static var span: TimeAmount { .milliseconds(200) }

    /// A handler that tells `note` of what it stops for, each time.
    init(note: @escaping Note) { self.note = note }

    /// Puts one into the pipeline of a listening socket.
    public static func add(to channel: any Channel, note: @escaping Note) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(AcceptPause(note: note))
        }
    }

    /// Stops accepting for a moment where the error is one of the system.
    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is IOError, !isPausing else { return context.fireErrorCaught(error) }
        note(error, context.eventLoop)
        isPausing = true
        let channel = context.channel
        // Asked for nothing more, the socket is not looked at.
        channel.setOption(.autoRead, value: false).whenFailure { _ in }
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.span) {
            self.isPausing = false
            channel.setOption(.autoRead, value: true).whenFailure { _ in }
        }
    }
}
