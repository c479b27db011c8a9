internal import Devices

/// Why a datagram is no DHCP message for us.
enum DHCPMessageError: Error, Hashable, Sendable {
    /// It is shorter than the fixed part of a message and the mark that options follow.
    case truncated(byteCount: Int)
    /// It is of another kind of network than one with addresses of six bytes.
    case foreignHardware
    /// It is BOOTP without DHCP's options, or something else altogether.
    case notDHCP
    /// Its options cannot be read.
    case badOptions(DHCPOptionError)
}
