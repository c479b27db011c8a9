public import Exposition
public import Logging
internal import NIOCore
internal import NIOPosix
public import Registration

/// A controller that devices register with over the network: event loops around one core, with the sockets of SCCP, SIP and the admin
/// interface.
///
/// ```swift
/// let server = try ControllerServer(configuration, logger: logger, secrets: &generator, time: time)
/// print(server.sccpAddress)
/// server.shutDown()
/// ```
///
/// Thread-safe. Starting and ending block the calling thread, which must be none of an event loop.
public final class ControllerServer: Sendable {
    /// The version of the controller.
    public static let version = "0.1.0"

    /// Where devices that speak SCCP connect; `nil` for nowhere.
    public let sccpAddress: ListenAddress?
    /// Where devices that speak SIP reach it; `nil` for nowhere.
    public let sipAddress: ListenAddress?
    /// Where it is looked at and changed; `nil` for nowhere.
    public let adminAddress: ListenAddress?

    let parts: ServerParts
    private let group: MultiThreadedEventLoopGroup
    private let logger: Logger

    /// The clocks of a server: time is an argument.
    public struct Time: Sendable {
        /// Steady time.
        public let now: @Sendable () -> Instant
        /// The wall clock, in seconds since 1970; phones set theirs by it.
        public let wallClockSeconds: @Sendable () -> Int64

        /// Clocks of a server.
        public init(now: @escaping @Sendable () -> Instant, wallClockSeconds: @escaping @Sendable () -> Int64) {
            self.now = now
            self.wallClockSeconds = wallClockSeconds
        }
    }

    /// Starts a server: when this returns, devices can register.
    ///
    /// - Parameter secrets: the system's source of randomness; token secrets, hash seeds and tags come from it.
    /// - Parameter registry: what instrumented code counts, to be shown with the server's own metrics.
    /// - Throws: ``ServerFailure``; nothing of the server is left then.
    public init(
        _ configuration: ServerConfiguration, logger: Logger, secrets: inout some RandomNumberGenerator, time: Time,
        registry: MetricsRegistry? = nil
    ) throws(ServerFailure) {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoopCount)
        var sockets = ServerSockets()
        let parts: ServerParts
        do throws(ServerFailure) {
            parts = try ServerParts(
                configuration, on: group, logger: logger, secrets: &secrets, time: time, registry: registry)
        } catch {
            try? group.syncShutdownGracefully()
            throw error
        }
        do throws(ServerFailure) {
            try sockets.open(configuration, parts: parts, time: time, group: group)
        } catch {
            sockets.close()
            try? group.syncShutdownGracefully()
            parts.shared.post.close()
            throw error
        }
        parts.startUpkeep(on: group)
        self.parts = parts
        self.group = group
        self.logger = logger
        sccpAddress = sockets.sccpAddress
        sipAddress = sockets.sipAddress
        adminAddress = sockets.adminAddress
    }

    /// The core's current parameters.
    public var parameters: Parameters { parts.shared.core.parameters }

    /// Takes over what can be changed while the server runs: the parameters and the limit of service. Devices notice nothing else.
    ///
    /// - Returns: the keys of what differs and needs a new start.
    @discardableResult
    public func apply(_ configuration: ServerConfiguration) -> [String] {
        parts.shared.core.updateParameters { $0 = configuration.parameters }
        parts.shared.core.serviceRatePerSecondMax = configuration.serviceRatePerSecondMax
        return parts.configuration.keysThatNeedRestart(comparedWith: configuration)
    }

    /// Ends the server: answers or refuses what is in flight, and closes everything. Takes some milliseconds. Called once.
    public func shutDown() {
        parts.shutDownLoops(of: group)
        do {
            try group.syncShutdownGracefully()
        } catch {
            logger.warning("not everything could be closed: \(error)")
        }
        parts.shared.post.close()
    }
}
