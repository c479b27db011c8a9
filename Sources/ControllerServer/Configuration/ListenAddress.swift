internal import NIOCore

/// Where a server listens: an address of this machine and a port.
public struct ListenAddress: Hashable, Sendable {
    /// The address: dotted decimal for IPv4, in colons for IPv6.
    public let host: String
    /// The port; 0 for one that the system chooses.
    public let port: Int

    /// An address in numbers and a port; `nil` when one of them is none.
    public init?(host: String, port: Int) {
        // The system's parser stops at a NUL, and would take what follows for nothing.
        guard (0...65_535).contains(port), !host.utf8.contains(0),
            (try? SocketAddress(ipAddress: host, port: port)) != nil
        else { return nil }
        self.host = host
        self.port = port
    }

    /// Reads "127.0.0.1:2000" or "[::1]:2000"; `nil` for anything else. No name is looked up.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let port = text[text.index(after: colon)...]
        guard (1...5).contains(port.utf8.count), port.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        self.init(host: String(host), port: number)
    }

    /// What texts of addresses look like.
    public static var form: String { "ADDRESS:PORT, such as 127.0.0.1:2000 or [::1]:2000; port 0 for a free one" }

    /// The same as the socket layer has it.
    func socketAddress() throws -> SocketAddress { try SocketAddress(ipAddress: host, port: port) }
}

extension ListenAddress: CustomStringConvertible {
    /// The address as it can be read again.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension ListenAddress {
    /// Where a socket is bound; `nil` for one that is bound to no internet address.
    init?(_ address: SocketAddress?) {
        guard let address, let host = address.ipAddress, let port = address.port else { return nil }
        self.init(host: host, port: port)
    }
}
