public import NIOCore
internal import NIOHTTP1
public import NIOPosix

/// Opens the socket at which a process is looked at (HTTP/1.1).
public struct AdminListener: Sendable {
    private let answering: any AdminAnswering
    private let group: MultiThreadedEventLoopGroup
    private let noteUnaccepted: AcceptPause.Note

    /// A listener on the event loops of `group`; `noteUnaccepted` is told of connections that could not be accepted.
    public init(
        _ answering: any AdminAnswering, on group: MultiThreadedEventLoopGroup,
        noteUnaccepted: @escaping AcceptPause.Note = { _, _ in }
    ) {
        self.answering = answering
        self.group = group
        self.noteUnaccepted = noteUnaccepted
    }

    /// Accepts requests at `address`.
    public func listen(at address: SocketAddress) -> EventLoopFuture<any Channel> {
        let limit = AdminConnectionLimit()
        return ServerBootstrap(group: group)
            .serverChannelInitializer { [noteUnaccepted] in AcceptPause.add(to: $0, note: noteUnaccepted) }
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [answering] channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.addHandlers(to: channel.pipeline.syncOperations, answering, limit: limit)
                }
            }
            .bind(to: address)
    }

    /// Makes a connection's pipeline one of HTTP. Called on its event loop.
    static func addHandlers(
        to pipeline: ChannelPipeline.SynchronousOperations, _ answering: any AdminAnswering, limit: AdminConnectionLimit
    ) throws {
        try pipeline.configureHTTPServerPipeline()
        try pipeline.addHandler(AdminHandler(answering, limit: limit))
    }
}
