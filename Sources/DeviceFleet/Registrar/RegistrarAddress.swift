internal import Glibc
public import Registration

/// A registrar that is reached over the network, as people name it: "sip://127.0.0.1:5060", "sip+tcp://pbx.example",
/// "sccp://10.0.0.1".
public struct RegistrarAddress: Hashable, Sendable {
    /// The protocol, and what carries it.
    public enum Scheme: String, CaseIterable, Hashable, Sendable {
        /// SIP over UDP.
        case sip
        /// SIP over TCP.
        case sipOverTCP = "sip+tcp"
        /// SCCP, which goes over TCP.
        case sccp

        /// The port where registrars of the protocol are.
        public var defaultPort: UInt16 { self == .sccp ? 2_000 : 5_060 }

        /// Whether each device has a connection.
        public var isConnected: Bool { self != .sip }
    }

    /// The protocol.
    public let scheme: Scheme
    /// A name, or an address in dotted decimals.
    public let host: String
    /// The port; the protocol's own where none was said.
    public let port: UInt16

    /// Reads "SCHEME://HOST" or "SCHEME://HOST:PORT"; `nil` for anything else. No name is looked up.
    public init?(_ text: String) {
        guard let separator = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: String(text[..<separator.lowerBound]))
        else { return nil }
        let place = text[separator.upperBound...]
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, parts.count <= 2, (1...253).contains(host.utf8.count),
            host.utf8.allSatisfy(Self.isOfHost)
        else { return nil }
        var port = scheme.defaultPort
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(parts[1]), number > 0
            else { return nil }
            port = number
        }
        self.scheme = scheme
        self.host = String(host)
        self.port = port
    }

    /// The registrar at an IPv4 address.
    public init(_ scheme: Scheme, _ address: InternalAddress) {
        self.scheme = scheme
        host = InternalAddress(ipv4: address.ipv4 ?? 0, port: 0).description
        port = address.port
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
        default: false
        }
    }

    /// What texts of targets look like.
    public static var form: String { Scheme.allCases.map { "\($0.rawValue)://HOST[:PORT]" }.joined(separator: ", ") }

    /// Where the registrar is: the first IPv4 address of its host. Blocks while a name is looked up.
    public func resolved() throws(RegistrarError) -> InternalAddress {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_INET
        unsafe hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, nil, &hints, &found)
        defer { unsafe freeaddrinfo(found) }
        guard status == 0, let first = unsafe found?.pointee.ai_addr else {
            throw .unknownHost(host, reason: unsafe String(cString: gai_strerror(status)))
        }
        // The system answers addresses of the family that it was asked for.
        let address = unsafe first.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
            unsafe $0.pointee.sin_addr.s_addr
        }
        return InternalAddress(ipv4: UInt32(bigEndian: address), port: port)
    }
}

extension RegistrarAddress: CustomStringConvertible {
    /// The address as it can be read again.
    public var description: String { "\(scheme.rawValue)://\(host):\(port)" }
}
