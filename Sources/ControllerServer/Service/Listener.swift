internal import AdminHTTP
internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Opens the sockets that devices reach.
///
/// Streams are accepted on one event loop and spread over all in turn; datagrams have a socket on each loop, between which the
/// kernel divides senders by their addresses. What it answers are futures, which whoever starts a server awaits.
struct Listener: Sendable {
    /// The event loops.
    let group: MultiThreadedEventLoopGroup
    /// Told of each connection that could not be accepted.
    var noteUnaccepted: AcceptPause.Note = { _, _ in }

    /// Connections that the kernel keeps until they are accepted: a storm's first second.
    private static var backlog: Int32 { 4_096 }
    /// What one reading of a stream takes at most. Messages are smaller; idle connections keep a buffer of this size.
    private static var streamBufferByteCount: Int { 1_024 }
    /// Datagrams that one system call takes in at most, and the room for each: the largest that is no jumbo.
    private static var datagramCountMax: Int { 32 }
    private static var datagramByteCountMax: Int { 4_096 }
    /// What the kernel is asked to keep of datagrams that were not read yet; it gives what it may.
    private static var receiveBufferByteCount: Int { 8 << 20 }

    /// Accepts connections at `address` and gives each the handler that `makeHandler` makes on its loop, of what that loop has in `directory`.
    func listen<Value>(
        at address: SocketAddress, for directory: LoopDirectory<Value>,
        makeHandler: @escaping @Sendable (Value) -> any ChannelHandler
    ) -> EventLoopFuture<any Channel> {
        ServerBootstrap(group: group)
            .serverChannelInitializer { [noteUnaccepted] in AcceptPause.add(to: $0, note: noteUnaccepted) }
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 64)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.streamBufferByteCount)
            )
            .childChannelInitializer { Self.addHandler(to: $0, of: directory, makeHandler) }
            .bind(to: address)
    }

    /// Receives datagrams at `address`, on a socket for each loop. With port 0 all get the one that the system chose for the first. Where
    /// one cannot be opened, none stays open.
    func receive<Value>(
        at address: SocketAddress, for directory: LoopDirectory<Value>,
        makeHandler: @escaping @Sendable (Value) -> any ChannelHandler
    ) -> EventLoopFuture<[any Channel]> {
        let eventLoops = Array(group.makeIterator())
        return bindDatagrams(on: eventLoops[0], at: address, directory, makeHandler).flatMap { first in
            let others = eventLoops.dropFirst().map {
                bindDatagrams(on: $0, at: first.localAddress ?? address, directory, makeHandler)
            }
            return EventLoopFuture.whenAllComplete(others, on: eventLoops[0]).flatMapThrowing { results in
                do {
                    return try [first] + results.map { try $0.get() }
                } catch {
                    first.close(promise: nil)
                    for channel in results.compactMap({ try? $0.get() }) { channel.close(promise: nil) }
                    throw error
                }
            }
        }
    }

    private func bindDatagrams<Value>(
        on eventLoop: any EventLoop, at address: SocketAddress, _ directory: LoopDirectory<Value>,
        _ makeHandler: @escaping @Sendable (Value) -> any ChannelHandler
    ) -> EventLoopFuture<any Channel> {
        DatagramBootstrap(group: eventLoop)
            .channelOption(.socketOption(NIOBSDSocket.Option(rawValue: SO_REUSEPORT)), value: 1)
            .channelOption(.socketOption(.so_rcvbuf), value: Self.receiveBufferByteCount)
            .channelOption(.datagramVectorReadMessageCount, value: Self.datagramCountMax)
            .channelOption(
                .recvAllocator,
                value: FixedSizeRecvByteBufferAllocator(capacity: Self.datagramCountMax * Self.datagramByteCountMax)
            )
            .channelInitializer { Self.addHandler(to: $0, of: directory, makeHandler) }
            .bind(to: address)
    }

    private static func addHandler<Value>(
        to channel: any Channel, of directory: LoopDirectory<Value>, _ makeHandler: (Value) -> any ChannelHandler
    ) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            guard let value = directory.value(on: channel.eventLoop) else { return }
            try channel.pipeline.syncOperations.addHandler(makeHandler(value))
        }
    }
}
