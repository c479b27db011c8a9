import AdminHTTP
import CoreMetrics
import Exposition
import Measurement
import NIOCore
import NIOPosix

/// The port of this machine at which a run or a storm is looked at while it lasts: metrics for Prometheus, and a page that draws them.
///
/// One thread of its own, which sleeps as long as nobody asks.
final class MetricsPort {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    /// What live pages are told.
    let events = EventStream()

    /// Opens a port of the loopback interface, or one that the system chooses for 0, and says where.
    ///
    /// - Parameter write: adds what is known at the moment of a scrape.
    /// - Throws: ``Failure`` with exit 64 where it cannot be had.
    init(_ port: Int, write: @escaping @Sendable (inout PrometheusText) -> Void) throws(Failure) {
        guard (0...65_535).contains(port) else {
            throw Failure(exit: .usage, message: "--metrics-port: 0 to 65535, 0 for one that is free")
        }
        do {
            let answers = MetricsAnswers(events: events, registry: Self.registry, write: write)
            channel = try AdminListener(answers, on: group)
                .listen(at: SocketAddress(ipAddress: "127.0.0.1", port: port)).wait()
        } catch {
            try? group.syncShutdownGracefully()
            throw Failure(
                exit: .usage, message: "--metrics-port \(port): \(error); take another, or 0 for one that is free")
        }
        StandardError.write(
            "loadgen: metrics and a live page at http://127.0.0.1:\(channel.localAddress?.port ?? port)/\n")
    }

    /// Closes it.
    func close() {
        try? channel.close().wait()
        try? group.syncShutdownGracefully()
    }

    /// What instrumented code of the process counts.
    private static let registry: MetricsRegistry = {
        let registry = MetricsRegistry()
        MetricsSystem.bootstrap(registry)
        return registry
    }()
}
