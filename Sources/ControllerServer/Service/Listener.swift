internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Opens the sockets that devices reach.
///
/// Streams are accepted on one event loop and spread over all in turn; datagrams have a socket on each loop, between which the
/// kernel divides senders by their addresses.
struct Listener: Sendable {
    /// The event loops.
    let group: MultiThreadedEventLoopGroup
    /// Their service loops.
    let loops: LoopDirectory

    /// Connections that the kernel keeps until they are accepted: a storm's first second.
    private static var backlog: Int32 { 4_096 }
    /// What one reading of a stream takes at most. Messages are smaller; idle connections keep a buffer of this size.
    private static var streamBufferByteCount: Int { 1_024 }
    /// Datagrams that one system call takes in at most, and the room for each: the largest that is no jumbo.
    private static var datagramCountMax: Int { 32 }
    private static var datagramByteCountMax: Int { 4_096 }
    /// What the kernel is asked to keep of datagrams that were not read yet; it gives what it may.
    private static var receiveBufferByteCount: Int { 8 << 20 }

    /// Accepts connections at `address` and gives each the handler that `makeHandler` makes on its loop.
    func listen(
        at address: SocketAddress, makeHandler: @escaping @Sendable (ServiceLoop) -> any ChannelHandler
    ) async throws -> any Channel {
        let loops = loops
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 64)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.streamBufferByteCount)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let loop = loops.loop(on: channel.eventLoop) else { return }
                    try channel.pipeline.syncOperations.addHandler(makeHandler(loop))
                }
            }
            .bind(to: address)
            .get()
    }

    /// Receives datagrams at `address`, on a socket for each loop. With port 0 all get the one that the system chose for the first.
    func receive(
        at address: SocketAddress, makeHandler: @escaping @Sendable (ServiceLoop) -> any ChannelHandler
    ) async throws -> [any Channel] {
        let loops = loops
        var address = address
        var channels: [any Channel] = []
        do {
            for eventLoop in group.makeIterator() {
                let channel = try await DatagramBootstrap(group: eventLoop)
                    .channelOption(.socketOption(NIOBSDSocket.Option(rawValue: SO_REUSEPORT)), value: 1)
                    .channelOption(.socketOption(.so_rcvbuf), value: Self.receiveBufferByteCount)
                    .channelOption(.datagramVectorReadMessageCount, value: Self.datagramCountMax)
                    .channelOption(
                        .recvAllocator,
                        value: FixedSizeRecvByteBufferAllocator(
                            capacity: Self.datagramCountMax * Self.datagramByteCountMax)
                    )
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            guard let loop = loops.loop(on: channel.eventLoop) else { return }
                            try channel.pipeline.syncOperations.addHandler(makeHandler(loop))
                        }
                    }
                    .bind(to: address)
                    .get()
                channels.append(channel)
                if let bound = channel.localAddress { address = bound }
            }
        } catch {
            for channel in channels { channel.close(promise: nil) }
            throw error
        }
        return channels
    }
}
