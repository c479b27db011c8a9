import ArgumentParser
import DeviceFleet
import Foundation
import LiveStorm
import Measurement

/// The options of a storm on real sockets. Their names are a contract.
struct LiveOptions: ParsableArguments {
    @Flag(
        help: """
            Play the storm on real sockets: controllers that are processes, killed and stopped by signals, and a fleet that registers with them, \
            next to what the simulation says of the same storm.
            """)
    var live = false

    @Option(
        help: ArgumentHelp(
            "With --live: what devices speak: sccp, sip (over UDP) or sip+tcp. (default: sccp)", valueName: "protocol"))
    var over: String?

    @Option(
        help: ArgumentHelp(
            "With --live: the controller to start. (default: the one that was built beside this tool)",
            valueName: "path"))
    var controller: String?

    @Option(
        help: ArgumentHelp(
            "With --live: T100 must be within so many percent of what the simulation says; exit code 2 otherwise.",
            valueName: "percent"))
    var within: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "With --live: show metrics for Prometheus and a live page at this port of the loopback interface; 0 for one that is free.",
            valueName: "port"))
    var metricsPort: Int?

    /// What a live storm needs to know, with the defaults put in.
    func settings() throws(Failure) -> LiveStormSettings {
        let folder = URL(fileURLWithPath: ToolFacts.path).deletingLastPathComponent()
        var settings = LiveStormSettings(
            controllerPath: controller ?? folder.appendingPathComponent("controller").path)
        if let over {
            guard let scheme = RegistrarAddress.Scheme(rawValue: over) else {
                let names = RegistrarAddress.Scheme.allCases.map(\.rawValue)
                throw Failure(exit: .usage, message: "--over " + Failure.unknown(over, "protocol", among: names))
            }
            settings.scheme = scheme
        }
        return settings
    }

    /// Refuses what has no meaning as it stands.
    func validate() throws {
        if let within, !(within > 0 && within <= 1_000) {
            throw ValidationError("--within: percent above 0, up to 1000")
        }
        guard !live else { return }
        let given = [
            ("--over", over != nil), ("--controller", controller != nil), ("--within", within != nil),
            ("--metrics-port", metricsPort != nil),
        ]
        if let (name, _) = given.first(where: { $0.1 }) { throw ValidationError("\(name) is for a storm with --live") }
    }
}
