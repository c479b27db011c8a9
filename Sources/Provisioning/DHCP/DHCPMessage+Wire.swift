internal import Devices

extension DHCPMessage {
    /// Reads a message. What stands behind the end of its options is passed over; no bytes trap.
    init(parsing bytes: Span<UInt8>) throws(DHCPMessageError) {
        let start = Self.fixedByteCount + Self.cookie.count
        guard bytes.count >= start else { throw .truncated(byteCount: bytes.count) }
        guard bytes[1] == 1, bytes[2] == 6 else { throw .foreignHardware }
        guard Self.cookie.indices.allSatisfy({ bytes[Self.fixedByteCount + $0] == Self.cookie[$0] }) else {
            throw .notDHCP
        }
        var options: DHCPOptions
        do throws(DHCPOptionError) {
            options = try Self.options(of: bytes, from: start)
        } catch {
            throw .badOptions(error)
        }
        guard let code = options.values[Code.kind], code.count == 1, let kind = Kind(rawValue: code[0]) else {
            throw .notDHCP
        }
        options.set(Code.kind, [])
        self.init(
            kind: kind, transaction: bytes.uint32(at: 4),
            hardwareAddress: MACAddress(high: bytes.uint16(at: 28), low: bytes.uint32(at: 30)))
        // A message of the other direction is none, whatever it says of itself.
        guard bytes[0] == (isOfServer ? 2 : 1) else { throw .notDHCP }
        seconds = bytes.uint16(at: 8)
        clientAddress = IPv4Address(bytes.uint32(at: 12))
        yourAddress = IPv4Address(bytes.uint32(at: 16))
        self.options = options
    }

    /// Options may go on in the fields for the boot file and the server's name, in this order (RFC 2132 section 9.3, RFC 3396).
    private static func options(of bytes: Span<UInt8>, from start: Int) throws(DHCPOptionError) -> DHCPOptions {
        let first = bytes.array(start..<bytes.count)
        let options = try DHCPOptions(reading: first)
        guard let places = options.values[Code.overload]?.first else { return options }
        var joined = optionsProper(first)
        if places & 1 != 0 { joined += optionsProper(bytes.array(108..<236)) }
        if places & 2 != 0 { joined += optionsProper(bytes.array(44..<108)) }
        return try DHCPOptions(reading: joined)
    }

    /// The options without the mark of their end and what stands behind it.
    private static func optionsProper(_ bytes: [UInt8]) -> [UInt8] {
        var offset = 0
        while offset < bytes.count, bytes[offset] != DHCPOptions.Code.end {
            let isPadding = bytes[offset] == DHCPOptions.Code.padding
            offset += isPadding || offset + 1 == bytes.count ? 1 : 2 + Int(bytes[offset + 1])
        }
        return Array(bytes.prefix(offset))
    }

    /// The message on the wire. A device asks that it be answered by broadcast, as it cannot take anything else before it has its address.
    func bytes() throws(DHCPOptionError) -> [UInt8] {
        var options = options
        options.set(Code.kind, [kind.rawValue])
        let optionBytes = try options.bytes()
        let byteCount = Self.fixedByteCount + Self.cookie.count + optionBytes.count
        guard byteCount <= Self.byteCountMax else { throw .tooLong(byteCount: optionBytes.count) }
        return [UInt8](capacity: max(byteCount, Self.byteCountMin)) { output in
            encodeFixedPart(into: &output)
            for byte in Self.cookie + optionBytes { output.append(byte) }
            while output.freeCapacity > 0 { output.append(0) }
        }
    }

    /// Appends the part of 236 bytes, for which there is room.
    private func encodeFixedPart(into output: inout OutputSpan<UInt8>) {
        output.append(isOfServer ? 2 : 1)
        output.append(1)  // Ethernet,
        output.append(6)  // and its addresses of six bytes
        output.append(0)  // relays passed
        output.append(uint32: transaction)
        output.append(uint16: seconds)
        output.append(uint16: clientAddress.number == 0 ? 0x8000 : 0)
        output.append(uint32: clientAddress.number)
        output.append(uint32: yourAddress.number)
        output.append(repeating: 0, count: 8)  // the next server, the relay
        output.append(uint16: UInt16(truncatingIfNeeded: hardwareAddress.number >> 32))
        output.append(uint32: UInt32(truncatingIfNeeded: hardwareAddress.number))
        output.append(repeating: 0, count: Self.fixedByteCount - 34)
    }
}
