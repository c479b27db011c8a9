/// A packet capture of one TCP connection over IPv4, made of what its two ends send: nothing was on any wire.
///
/// In pcap's file format, so that a protocol analyser can read what we would send. Addresses, ports and times are made up; lengths,
/// sequence numbers and checksums are right, from the handshake on.
public struct TCPCapture: Sendable {
    /// One end of the connection.
    public enum End: Sendable {
        /// Who opened it: 10.0.0.7, port 40000.
        case client
        /// Who was called: 10.0.0.1.
        case server
    }

    /// The file's bytes.
    public private(set) var bytes: [UInt8]
    /// How many packets it holds; the first three are the handshake.
    public private(set) var packetCount = 0

    private let serverPort: UInt16
    private var clientSequence: UInt32 = 1_000
    private var serverSequence: UInt32 = 5_000

    private static let clientAddress: [UInt8] = [10, 0, 0, 7]
    private static let serverAddress: [UInt8] = [10, 0, 0, 1]
    private static let clientPort: UInt16 = 40_000

    /// The bits of TCP that we set.
    private enum Flag {
        static let synchronize: UInt8 = 0x02
        static let push: UInt8 = 0x08
        static let acknowledge: UInt8 = 0x10
    }

    /// A connection to this port, just opened.
    public init(serverPort: UInt16) {
        self.serverPort = serverPort
        // Magic, version 2.4, time zone, accuracy, largest packet, Ethernet; in the order of the machine that reads, by the magic.
        bytes = Self.little([0xA1B2_C3D4, 0x0004_0002, 0, 0, 65_535, 1])
        append(from: .client, flags: Flag.synchronize, [])
        clientSequence += 1
        append(from: .server, flags: Flag.synchronize | Flag.acknowledge, [])
        serverSequence += 1
        append(from: .client, flags: Flag.acknowledge, [])
    }

    /// One end sends these bytes, at most 1460, in one packet.
    public mutating func send(_ payload: [UInt8], from end: End) {
        precondition(payload.count <= 1_460, "a segment of Ethernet holds at most 1460 bytes")
        append(from: end, flags: Flag.push | Flag.acknowledge, payload)
        switch end {
        case .client: clientSequence &+= UInt32(payload.count)
        case .server: serverSequence &+= UInt32(payload.count)
        }
    }

    private mutating func append(from end: End, flags: UInt8, _ payload: [UInt8]) {
        let segment = segment(from: end, flags: flags, payload)
        let ethernet: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 7, 0x08, 0x00]
        let packet = ethernet + ipHeader(from: end, segmentByteCount: segment.count) + segment
        let microseconds = UInt32(packetCount) * 1_000
        let count = UInt32(packet.count)
        bytes +=
            Self.little([1_700_000_000 + microseconds / 1_000_000, microseconds % 1_000_000, count, count]) + packet
        packetCount += 1
    }

    private func addresses(from end: End) -> [UInt8] {
        switch end {
        case .client: Self.clientAddress + Self.serverAddress
        case .server: Self.serverAddress + Self.clientAddress
        }
    }

    /// RFC 791 section 3.1, without options.
    private func ipHeader(from end: End, segmentByteCount: Int) -> [UInt8] {
        var header: [UInt8] = [0x45, 0] + Self.big16(UInt16(20 + segmentByteCount)) + Self.big16(UInt16(packetCount))
        header += [0x40, 0, 64, 6, 0, 0] + addresses(from: end)
        let checksum = Self.checksum(header)
        header.replaceSubrange(10..<12, with: Self.big16(checksum))
        return header
    }

    /// RFC 9293 section 3.1, without options.
    private func segment(from end: End, flags: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let isClient = end == .client
        let ports = isClient ? [Self.clientPort, serverPort] : [serverPort, Self.clientPort]
        let sequence = isClient ? clientSequence : serverSequence
        let isFirst = flags & Flag.acknowledge == 0
        let acknowledged = isFirst ? 0 : isClient ? serverSequence : clientSequence
        var segment = ports.flatMap(Self.big16) + Self.big32(sequence) + Self.big32(acknowledged)
        segment += [0x50, flags, 0xFF, 0xFF, 0, 0, 0, 0] + payload
        let pseudoHeader = addresses(from: end) + [0, 6] + Self.big16(UInt16(segment.count))
        segment.replaceSubrange(16..<18, with: Self.big16(Self.checksum(pseudoHeader + segment)))
        return segment
    }

    /// The Internet checksum, RFC 1071.
    private static func checksum(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt32 = 0
        for (place, byte) in bytes.enumerated() { sum += UInt32(byte) << (place % 2 == 0 ? 8 : 0) }
        while sum >> 16 != 0 { sum = sum & 0xFFFF + sum >> 16 }
        return ~UInt16(sum)
    }

    private static func big16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

    private static func big32(_ value: UInt32) -> [UInt8] {
        big16(UInt16(value >> 16)) + big16(UInt16(value & 0xFFFF))
    }

    private static func little(_ words: [UInt32]) -> [UInt8] {
        words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }
}
