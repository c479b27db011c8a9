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
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(AdminHandler(router: router))
                }
            }
            .bind(to: address)
    }
}
