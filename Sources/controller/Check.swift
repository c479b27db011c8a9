import ArgumentParser
import ControllerServer
import Documents
import Registration

/// `controller check CONFIG`: reads a configuration and says what it means.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read a configuration, say what is wrong with it, and what a controller would be with it.")

    @Argument(help: "A configuration in YAML.", completion: .file(extensions: ["yaml"]))
    var config: String

    func run() throws {
        let settings: ServerConfiguration
        do throws(DocumentError) {
            settings = try ServerConfiguration(path: config)
            _ = try ProvisionRequest(settings)
        } catch {
            throw Ending.badConfiguration(error)
        }
        let addresses = [
            ("sccp", settings.sccpAddress), ("sip", settings.sipAddress), ("admin", settings.adminAddress),
        ]
        for (name, address) in addresses { StandardOutput.write("\(name) \(address?.description ?? "off")\n") }
        StandardOutput.write(
            """
            law \(settings.law.rawValue), discipline \(settings.discipline.rawValue), \
            \(settings.eventLoopCount) event loops
            \(settings.deviceCapacity) devices, \(settings.exchangeCapacity) exchanges at once, \
            \(settings.queueCapacity) places in each tier of the queue
            ok

            """)
    }
}
