internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Opens the socket of the admin interface (HTTP/1.1).
struct AdminListener: Sendable {
    /// The server that is looked at.
    let parts: ServerParts
    /// The event loops.
    let group: MultiThreadedEventLoopGroup

    /// Accepts requests at `address`.
    func listen(at address: SocketAddress) -> EventLoopFuture<any Channel> {
        let router = AdminRouter(parts: parts)
        let limit = AdminConnectionLimit()
        return ServerBootstrap(group: group)
            .serverChannelInitializer { [parts] in AcceptPause.add(to: $0, note: parts.noteUnaccepted) }
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.addHandlers(to: channel.pipeline.syncOperations, router: router, limit: limit)
                }
            }
            .bind(to: address)
    }

    /// Makes a connection's pipeline one of the admin interface. Called on its event loop.
    static func addHandlers(
        to pipeline: ChannelPipeline.SynchronousOperations, router: AdminRouter, limit: AdminConnectionLimit
    ) throws {
        try pipeline.configureHTTPServerPipeline()
        try pipeline.addHandler(AdminHandler(router: router, limit: limit))
    }
}
