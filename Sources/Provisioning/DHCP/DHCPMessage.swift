internal import Devices

/// A message between a device and a server of addresses.
///
/// Source: RFC 2131 section 2, RFC 2132 section 9.
struct DHCPMessage: Hashable, Sendable {
    /// What a message is for: the value of option 53.
    enum Kind: UInt8, CaseIterable, Sendable {
        /// The device looks for servers.
        case discover = 1
        /// A server offers an address.
        case offer = 2
        /// The device asks for the offered address, or to keep its own.
        case request = 3
        /// The device found the address in use.
        case decline = 4
        /// The address is the device's.
        case acknowledgment = 5
        /// It is not.
        case refusal = 6
        /// The device gives its address back.
        case release = 7
        /// The device asks for options alone.
        case inform = 8
    }

    /// What the message is for.
    var kind: Kind
    /// The number that the device chose for this exchange.
    var transaction: UInt32
    /// The device.
    var hardwareAddress: MACAddress
    /// How long the device has been at it, in seconds.
    var seconds: UInt16 = 0
    /// The address that the device has and may answer at.
    var clientAddress = IPv4Address(0)
    /// The address that the server gives.
    var yourAddress = IPv4Address(0)
    /// All options but that of ``kind``.
    var options = DHCPOptions()

    /// The options that an exchange is made of.
    enum Code {
        /// The address that the device asks for.
        static let requestedAddress: UInt8 = 50
        /// Which other fields have options too.
        static let overload: UInt8 = 52
        /// What the message is for.
        static let kind: UInt8 = 53
        /// Which server is meant.
        static let server: UInt8 = 54
        /// The options that the device wants to be told.
        static let wanted: UInt8 = 55
        /// The largest message that the device takes.
        static let byteCountMax: UInt8 = 57
        /// By what the server knows the device.
        static let client: UInt8 = 61
    }

    /// The size of the fixed part, and of the mark behind it.
    static let fixedByteCount = 236
    /// The least size of a message, which relays of BOOTP insist on.
    static let byteCountMin = 300
    /// The largest message that we take: what a datagram has room for in an Ethernet frame.
    static let byteCountMax = 1_472
    /// The four bytes that say that options follow.
    static let cookie: [UInt8] = [99, 130, 83, 99]

    /// Whether it is one of a server's.
    var isOfServer: Bool { kind == .offer || kind == .acknowledgment || kind == .refusal }

    /// The server's own address, by which the device names it (option 54); `nil` where the message does not say.
    var server: IPv4Address? {
        guard let value = options.values[Code.server], value.count == 4 else { return nil }
        return IPv4Address(value.reduce(0) { $0 << 8 | UInt32($1) })
    }
}
