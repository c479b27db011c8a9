/// Where a socket is bound: an IPv4 address and a port.
struct Place: Hashable, CustomStringConvertible {
    /// The address in dotted decimal.
    let host: String
    let port: UInt16

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads "127.0.0.1:2000"; `nil` for anything else.
    init?(_ text: Substring) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
        self.init(host: String(parts[0]), port: port)
    }

    /// The address as a number, its first part in the highest byte.
    var ipv4: UInt32 { host.split(separator: ".").reduce(0) { $0 << 8 | (UInt32($1) ?? 0) } }

    var description: String { "\(host):\(port)" }
}
