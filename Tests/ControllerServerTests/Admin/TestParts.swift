import Logging
import NIOCore
import NIOPosix
import Registration
import TestSupport

@testable import AdminHTTP
@testable import ControllerServer

/// The parts of a server without its sockets, on one event loop; and what the admin interface says of them.
struct TestParts {
    let parts: ServerParts
    let clock = TestClock()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    init(_ change: (inout ServerConfiguration) -> Void = { _ in }) throws {
        var configuration = ServerConfiguration()
        configuration.eventLoopCount = 1
        configuration.deviceCapacity = 1_000
        configuration.queueCapacity = 64
        configuration.law = .open
        change(&configuration)
        var secrets = SeededGenerator(seed: 7)
        let clock = clock
        parts = try ServerParts(
            configuration, on: group, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            secrets: &secrets, time: ControllerServer.Time(now: { clock.now }, wallClockSeconds: { 1_289_691_000 }))
    }

    /// The answer to a request.
    func answer(_ method: String, _ uri: String, _ body: String = "") -> AdminResponse {
        AdminRouter(parts: parts).answer(AdminRequest(method: method, uri: uri, body: Array(body.utf8)))
    }

    /// Registers a phone.
    func register(_ device: DeviceName) throws {
        let (loops, eventLoop) = (parts.loops, group.next())
        try eventLoop.submit {
            guard let loop = loops.value(on: eventLoop), let exchange = loop.insert(NotingExchange()) else { return }
            loop.claim(device, by: exchange)
            _ = loop.register(
                RegistrationRequest(
                    device: device, address: InternalAddress(ipv4: 0x0A00_0007, port: 5_060), kind: .initial,
                    context: exchange.rawValue), at: loop.now)
        }.wait()
        // The turn that serves it comes after what has been asked.
        try eventLoop.submit {}.wait()
    }

    /// Ends the event loop.
    func shutDown() throws {
        try group.syncShutdownGracefully()
        parts.shared.post.close()
    }
}
