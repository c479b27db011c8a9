import ArgumentParser
import ControllerServer
import CoreMetrics
import Documents
import Exposition
import Foundation
import Logging
import Measurement
import Registration
import ServiceLifecycle
import UnixSignals

/// `controller [CONFIG]`: runs a controller until it is told to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a controller until Ctrl-C or SIGTERM (the default).",
        usage: "controller [<config>] [<options>]", shouldDisplay: false)

    @Argument(help: "A configuration in YAML; without one, the defaults.", completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(help: "Where devices that speak SCCP connect: ADDRESS:PORT, or off. (default: 127.0.0.1:2000)")
    var sccp: ListenOption?

    @Option(
        help: "Where devices that speak SIP reach it, over UDP and TCP: ADDRESS:PORT, or off. (default: 127.0.0.1:5060)"
    )
    var sip: ListenOption?

    @Option(help: "Where it is looked at and changed, over HTTP: ADDRESS:PORT, or off. (default: 127.0.0.1:8080)")
    var admin: ListenOption?

    func run() async throws {
        let source = ConfigurationSource(path: config, sccp: sccp, sip: sip, admin: admin)
        let settings: ServerConfiguration
        do throws(DocumentError) {
            settings = try source.read()
        } catch {
            throw Ending.badConfiguration(error)
        }
        let descriptorCount = DescriptorLimit.raise()
        let logger = ConsoleLog.logger()
        let clock = MonotonicClock.calibrated()
        var secrets = SystemRandomNumberGenerator()
        let registry = MetricsRegistry()
        MetricsSystem.bootstrap(registry)
        let server: ControllerServer
        do throws(ServerFailure) {
            server = try ControllerServer(
                settings, logger: logger, secrets: &secrets,
                time: ControllerServer.Time(
                    now: { Instant(nanoseconds: clock.nanoseconds()) },
                    wallClockSeconds: { Int64(Date().timeIntervalSince1970) }),
                registry: registry)
        } catch {
            throw Ending.failure(error.description)
        }
        if descriptorCount < settings.exchangeCapacity {
            logger.info("the system allows \(descriptorCount) descriptors: connections beyond that wait")
        }
        for (name, address) in [
            ("sccp", server.sccpAddress), ("sip", server.sipAddress), ("admin", server.adminAddress),
        ] {
            if let address { StandardOutput.write("\(name) \(address)\n") }
        }
        let service = ControllerService(server: server, logger: logger, source: source) {
            StandardOutput.write("ready\n")
        }
        var quiet = logger
        quiet.logLevel = .error  // what the group says of its own work is of no use here
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: service)], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        ).run()
    }
}
