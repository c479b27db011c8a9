/// How the controller reaches a device: an IPv6 or IPv4 address (the latter mapped into IPv6, RFC 4291 section 2.5.5.2)
/// and a port, or a MAC address; 18 bytes of content.
///
/// Devices are never keyed by address: several may share one behind a translator.
///
/// Source: row S12 ("internal address" of figure 4).
public struct InternalAddress: Hashable, Sendable, BitwiseCopyable {
    /// The first 64 bits of the IPv6 address, network order read as a number.
    public let high: UInt64
    /// The last 64 bits.
    public let low: UInt64
    /// The transport port; 0 when the address has none.
    public let port: UInt16

    /// An IPv6 address and port.
    public init(ipv6High high: UInt64, low: UInt64, port: UInt16) {
        self.high = high
        self.low = low
        self.port = port
    }

    /// An IPv4 address (network order read as a number) and port.
    public init(ipv4 address: UInt32, port: UInt16) {
        self.init(ipv6High: 0, low: 0xFFFF_0000_0000 | UInt64(address), port: port)
    }

    /// A MAC address (its low 48 bits), kept as the link-local address that RFC 4291 appendix A derives from it.
    public init(macAddress: UInt64) {
        let interface = (macAddress & 0xFFFF_FF00_0000) << 16 | 0xFF_FE00_0000 | macAddress & 0xFF_FFFF
        self.init(ipv6High: 0xFE80 << 48, low: interface ^ 0x0200_0000_0000_0000, port: 0)
    }

    /// The IPv4 address where this is one.
    public var ipv4: UInt32? { high == 0 && low >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: low) : nil }
}

extension InternalAddress: CustomStringConvertible {
    /// "10.0.0.7:5060", or for IPv6 all eight groups in brackets; the port is left out where there is none.
    public var description: String {
        let host: String
        if let ipv4 {
            host = stride(from: 24, through: 0, by: -8).map { "\(ipv4 >> UInt32($0) & 0xFF)" }.joined(separator: ".")
        } else {
            let groups = [high, low].flatMap { half in
                stride(from: 48, through: 0, by: -16).map { String(half >> UInt64($0) & 0xFFFF, radix: 16) }
            }
            host = port == 0 ? groups.joined(separator: ":") : "[\(groups.joined(separator: ":"))]"
        }
        return port == 0 ? host : "\(host):\(port)"
    }
}
