import Foundation
import TestSupport
import Testing

/// Two network namespaces with a cable between them: that of servers, which has addresses, and that of a phone, which has none yet. Both
/// go with the value, and so does whatever still runs in them.
final class PhoneNetwork {
    /// The interface of the servers.
    static let serverInterface = "servers"
    /// The interface of the phone.
    static let phoneInterface = "phone"

    /// Where a program runs.
    enum Side {
        case servers
        case phone
    }

    private let names: (servers: String, phone: String)

    /// A call that did not do what it should.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// A network whose servers have these addresses, each with the mask 255.255.255.0.
    init(addresses: [String]) throws {
        // Other runs of these tests may have networks at the same time.
        let own = "registration-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
        names = ("\(own)-servers", "\(own)-phone")
        try Self.ip(["netns", "add", names.servers])
        try Self.ip(["netns", "add", names.phone])
        try Self.ip([
            "-n", names.servers, "link", "add", Self.serverInterface, "type", "veth", "peer", "name",
            Self.phoneInterface, "netns", names.phone,
        ])
        for address in addresses {
            try Self.ip(["-n", names.servers, "address", "add", "\(address)/24", "dev", Self.serverInterface])
        }
        // A machine reaches its own addresses through the loopback interface, whatever interface has them.
        try Self.ip(["-n", names.servers, "link", "set", "lo", "up"])
        try Self.ip(["-n", names.servers, "link", "set", Self.serverInterface, "up"])
        try Self.ip(["-n", names.phone, "link", "set", Self.phoneInterface, "up"])
        // A system that checks the way back of what comes (rp_filter) wants one to be there before the phone has an address.
        try Self.ip(["-n", names.phone, "route", "add", "default", "dev", Self.phoneInterface])
    }

    deinit {
        for name in [names.servers, names.phone] {
            for number in (try? Self.ip(["netns", "pids", name]))?.split(separator: "\n") ?? [] {
                if let identifier = Int32(number) { kill(identifier, SIGKILL) }
            }
            _ = try? Self.ip(["netns", "delete", name])
        }
    }

    private static var program: DebianProgram { DebianProgram("ip", package: "iproute2") }

    @discardableResult
    private static func ip(_ arguments: [String]) throws -> String {
        let output = try program.start(arguments).output(within: 60)
        guard output.status == 0 else {
            let call = arguments.joined(separator: " ")
            throw Failure(description: "ip \(call) ends with \(output.status): \(output.standardError)")
        }
        return output.standardOutput
    }

    /// Starts a program on one side; the process is the program's own.
    func start(_ path: String, _ arguments: [String], on side: Side) throws -> ToolCall {
        try Self.program.start(["netns", "exec", name(of: side), path] + arguments)
    }

    /// The addresses of the phone's interface.
    func phoneAddresses() throws -> String {
        try Self.ip(["-n", names.phone, "-4", "-brief", "address", "show", "dev", Self.phoneInterface])
    }

    private func name(of side: Side) -> String { side == .servers ? names.servers : names.phone }
}
