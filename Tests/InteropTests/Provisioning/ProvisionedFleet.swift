import Foundation
import TestSupport
import Testing

/// A fleet of two controllers, and dnsmasq with what `controller provision` wrote for it, in a network of their own.
///
/// dnsmasq and the files are at the first controller's address. Phones are told of a lost controller after three seconds.
final class ProvisionedFleet {
    /// Where the controllers are.
    static let addresses = ["10.66.0.1", "10.66.0.2"]

    let network: PhoneNetwork
    private let files: TemporaryFiles
    private(set) var dnsmasq: ToolCall?
    private var controllers: [String: ToolCall] = [:]

    /// It ended when it should not have.
    struct Ended: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts all of it.
    init() throws {
        network = try PhoneNetwork(addresses: Self.addresses)
        files = try TemporaryFiles()
        try files.write(
            "sccp: {keepAliveSeconds: 1, secondaryKeepAliveSeconds: 1}\n", to: "controller.yaml")
        for address in Self.addresses { try startController(at: address) }
        let folder = files.path("phones")
        var arguments = ["provision", "--folder", folder, "--interface", PhoneNetwork.serverInterface]
        arguments += ["--range", "10.66.0.10-10.66.0.99", "--devices", "4", "--first-mac", "02:00:00:00:00:01"]
        arguments += ["--connection-monitor-seconds", "2"] + Self.addresses.flatMap { ["--controller", $0] }
        let output = try BuiltTool("controller").start(arguments).output()
        try #require(output.status == 0, "\(output.standardError)")
        // dnsmasq closes what it inherited, the end of Foundation's pipe by which it notices that a process has ended among it; then
        // Foundation waits for it alone. So a shell stays with it, which has that end too.
        let program = try DebianProgram("dnsmasq", package: "dnsmasq-base").path()
        let call = try network.start(
            "/bin/sh",
            [
                "-c", "\"$0\" \"$@\"; exit", program, "--keep-in-foreground", "--log-facility=-",
                "--conf-file=\(folder)/dnsmasq.conf",
            ], on: .servers)
        dnsmasq = call
        guard try call.wait(for: "its start", until: { call.standardError.contains("TFTP root is \(folder)/tftp") })
        else { throw Ended(description: "dnsmasq: \(call.standardError)") }
    }

    /// Starts the controller at an address, and waits until phones can register.
    func startController(at address: String) throws {
        let call = try network.start(
            BuiltTool("controller").path,
            [files.path("controller.yaml"), "--sccp", "\(address):2000", "--sip", "off", "--admin", "\(address):8080"],
            on: .servers)
        guard try call.wait(for: "ready", until: { call.standardOutput.hasSuffix("ready\n") }) else {
            throw Ended(description: "controller: \(call.standardError)")
        }
        controllers[address] = call
    }

    /// Ends the controller at an address without a word, as a machine that loses its power.
    func killController(at address: String) throws {
        let call = try #require(controllers[address])
        call.signal(SIGKILL)
        _ = try call.output()
        controllers[address] = nil
    }

    /// Switches on the phone with this MAC address.
    func phone(_ address: String) throws -> ToolCall {
        try network.start(
            BuiltTool("loadgen").path,
            ["phone", "--interface", PhoneNetwork.phoneInterface, "--mac", address, "--seconds", "300"], on: .phone)
    }

    /// Whether the controller at an address has a device in its table.
    func isRegistered(_ device: String, at address: String) throws -> Bool {
        let output = try network.start(
            DebianProgram("curl", package: "curl").path(),
            [
                "--silent", "--noproxy", "*", "--max-time", "20", "--output", "/dev/null", "--write-out",
                "%{http_code}", "http://\(address):8080/devices/\(device)",
            ], on: .servers
        ).output()
        try #require(output.status == 0, "curl: \(output.standardOutput) \(output.standardError)")
        return output.standardOutput == "200"
    }
}
