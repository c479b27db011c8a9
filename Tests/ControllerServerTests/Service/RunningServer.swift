import Glibc
import Logging
import NIOCore
import NIOPosix
import Registration
import TestSupport

@testable import ControllerServer

/// A whole server on the loopback interface, and those who talk to it.
///
/// Waits for futures on the test's own thread, as ``TestServer`` does and for the same reason.
final class RunningServer {
    let server: ControllerServer
    private let clients = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// A server with one event loop, at ports that the system chooses, with what `change` makes of its configuration.
    init(witness: Witness? = nil, _ change: (inout ServerConfiguration) -> Void = { _ in }) throws {
        server = try Self.start(witness: witness, change)
    }

    /// Starts a server of that kind; it keeps the witness as long as anything of it is left.
    static func start(
        witness: Witness? = nil, _ change: (inout ServerConfiguration) -> Void = { _ in }
    ) throws -> ControllerServer {
        var configuration = ServerConfiguration()
        configuration.eventLoopCount = 1
        configuration.deviceCapacity = 1_000
        configuration.queueCapacity = 1_024
        configuration.law = .open
        let free = ListenAddress(host: "127.0.0.1", port: 0)
        (configuration.sccpAddress, configuration.sipAddress, configuration.adminAddress) = (free, free, free)
        change(&configuration)
        var secrets = SeededGenerator(seed: 7)
        return try ControllerServer(
            configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), secrets: &secrets,
            time: ControllerServer.Time(
                now: {
                    withExtendedLifetime(witness) {
                        Instant(nanoseconds: Int64(NIODeadline.now().uptimeNanoseconds))
                    }
                },
                wallClockSeconds: { 1_289_691_000 }))
    }

    /// Ends those who talk to it, and the server where the test has not.
    func shutDown(serverToo: Bool = true) throws {
        if serverToo { server.shutDown() }
        try clients.syncShutdownGracefully()
    }

    /// What the server counted.
    func count(_ counter: ServerCounter) -> UInt64 { server.parts.count(counter) }

    /// Waits until the server has counted so many; see ``waits(until:)``.
    func waits(for count: UInt64, _ counter: ServerCounter) -> Bool { waits { self.count(counter) >= count } }

    /// Waits until so many registrations wait in the server's queue; see ``waits(until:)``.
    ///
    /// A message is counted when it is read, and its registration waits a little later.
    func waits(forDepth depth: Int) -> Bool { waits { server.parts.shared.core.queueDepths.reduce(0, +) == depth } }

    /// Waits until a condition holds; false after a minute, which no busy machine takes.
    private func waits(until condition: () -> Bool) -> Bool {
        for _ in 0..<12_000 {
            if condition() { return true }
            usleep(5_000)
        }
        return false
    }

    /// A connection to an address of the server, and what it hears.
    func connect(to address: ListenAddress?) throws -> (channel: any Channel, heard: KeepingClient) {
        guard let address else { throw NoAddress() }
        let heard = KeepingClient()
        let channel = try ClientBootstrap(group: clients)
            .channelInitializer { $0.pipeline.addHandler(heard) }
            .connect(to: try address.socketAddress()).wait()
        return (channel, heard)
    }

    /// A socket for datagrams, and what it hears.
    func datagramSocket() throws -> (channel: any Channel, heard: KeepingClient) {
        let heard = KeepingClient()
        let channel = try DatagramBootstrap(group: clients)
            .channelInitializer { $0.pipeline.addHandlers([OpeningEnvelopes(), heard]) }
            .bind(host: "127.0.0.1", port: 0).wait()
        return (channel, heard)
    }

    /// The answer to a request to the admin interface: header and body.
    func request(_ method: String, _ path: String, body: String = "") throws -> String {
        let (channel, heard) = try connect(to: server.adminAddress)
        let text =
            "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        try channel.writeAndFlush(ByteBuffer(string: text)).wait()
        try channel.closeFuture.wait()
        return String(buffer: try heard.heard(atLeast: 1))
    }

    /// The server listens nowhere of the kind.
    struct NoAddress: Error {}
}

/// Is there as long as somebody keeps it.
final class Witness: Sendable {}

/// Hands on the bytes of datagrams.
final class OpeningEnvelopes: ChannelInboundHandler, Sendable {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias InboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(wrapInboundOut(unwrapInboundIn(data).data))
    }
}
