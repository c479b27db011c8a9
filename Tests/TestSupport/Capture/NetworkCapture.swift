/// A packet capture of a network that never was, in pcap's file format: datagrams and segments of hosts of the test's choice, at times of
/// its choice. Lengths and sequence numbers are right; checksums are left out, as an interface that computes them leaves them out.
public struct NetworkCapture: Sendable {
    /// An IPv4 address and a port.
    public struct Place: Hashable, Sendable {
        /// The address, its first part in the highest byte.
        public var address: UInt32
        /// The port.
        public var port: UInt16

        /// A place.
        public init(_ address: UInt32, _ port: UInt16) {
            self.address = address
            self.port = port
        }
    }

    /// The file's bytes.
    public private(set) var bytes: [UInt8]
    /// How many packets it holds.
    public private(set) var packetCount = 0

    /// The next sequence number of each direction of each connection.
    private var sequences: [[Place]: UInt32] = [:]

    /// When a capture begins, in seconds since 1970; times of packets count from here.
    private static let startSeconds: UInt64 = 1_700_000_000

    /// A capture without packets.
    public init() {
        // Magic, version 2.4, time zone, accuracy, largest packet, Ethernet; in the order of the machine that reads, by the magic.
        bytes = Self.little([0xA1B2_C3D4, 0x0004_0002, 0, 0, 65_535, 1])
    }

    /// One place sends another a datagram, `microseconds` after the capture's start.
    public mutating func datagram(_ payload: [UInt8], from: Place, to: Place, at microseconds: UInt64) {
        let header = [from.port, to.port, UInt16(8 + payload.count), 0].flatMap(Self.big)
        append(header + payload, protocolNumber: 17, from: from, to: to, at: microseconds)
    }

    /// One place sends another bytes on the TCP connection between them, which was there before the capture; at most 1460.
    public mutating func segment(_ payload: [UInt8], from: Place, to: Place, at microseconds: UInt64) {
        precondition(payload.count <= 1_460, "a segment of Ethernet holds at most 1460 bytes")
        let sequence = sequences[[from, to], default: 1_000]
        let acknowledged = sequences[[to, from], default: 1_000]
        var header = [from.port, to.port].flatMap(Self.big) + [sequence, acknowledged].flatMap(Self.big)
        header += [0x50, 0x18, 0xFF, 0xFF, 0, 0, 0, 0]
        append(header + payload, protocolNumber: 6, from: from, to: to, at: microseconds)
        sequences[[from, to]] = sequence &+ UInt32(payload.count)
    }

    private mutating func append(
        _ payload: [UInt8], protocolNumber: UInt8, from: Place, to: Place, at microseconds: UInt64
    ) {
        let ethernet: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 7, 0x08, 0x00]
        var header: [UInt8] = [0x45, 0] + Self.big(UInt16(20 + payload.count)) + Self.big(UInt16(packetCount & 0xFFFF))
        header += [0x40, 0, 64, protocolNumber, 0, 0] + Self.big(from.address) + Self.big(to.address)
        let packet = ethernet + header + payload
        let seconds = UInt32(Self.startSeconds + microseconds / 1_000_000)
        let count = UInt32(packet.count)
        bytes += Self.little([seconds, UInt32(microseconds % 1_000_000), count, count]) + packet
        packetCount += 1
    }

    private static func big<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
        stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func little(_ words: [UInt32]) -> [UInt8] { words.flatMap { big($0).reversed() } }
}
