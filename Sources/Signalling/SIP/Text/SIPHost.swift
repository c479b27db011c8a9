internal import Registration

extension OutputSpan where Element == UInt8 {
    /// Writes the host of an address: four numbers of IPv4 or eight groups of IPv6. Brackets are for addresses in URIs and in
    /// sent-by, not for the parameter `received` (RFC 3261 section 25.1).
    mutating func writeHost(_ address: InternalAddress, inBrackets: Bool) throws(SIPOutputFull) {
        if let ipv4 = address.ipv4 { return try write(ipv4: ipv4) }
        if inBrackets { try write("[") }
        for group in 0..<8 {
            if group > 0 { try write(":") }
            let word = group < 4 ? address.high : address.low
            try writeGroup(UInt16(truncatingIfNeeded: word >> UInt64(48 - group % 4 * 16)))
        }
        if inBrackets { try write("]") }
    }

    /// Every request of a phone has half a dozen of them: put together first, then written at once.
    private mutating func write(ipv4 address: UInt32) throws(SIPOutputFull) {
        var text = InlineArray<16, UInt8>(repeating: 0x2E)
        var count = 0
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            let octet = UInt8(truncatingIfNeeded: address >> shift)
            // A digit that leads with zero is overwritten by the next.
            text[count] = 0x30 &+ octet / 100
            count &+= octet >= 100 ? 1 : 0
            text[count] = 0x30 &+ octet / 10 % 10
            count &+= octet >= 10 ? 1 : 0
            text[count] = 0x30 &+ octet % 10
            text[count &+ 1] = 0x2E
            count &+= 2
        }
        try writeAll(text.span.extracting(0..<count &- 1))
    }

    private mutating func writeGroup(_ group: UInt16) throws(SIPOutputFull) {
        var shift: UInt16 = 12
        while shift > 0, group >> shift == 0 { shift -= 4 }
        while true {
            try write(character: .hexadecimalDigit(UInt8(truncatingIfNeeded: group >> shift) & 0xF))
            if shift == 0 { return }
            shift -= 4
        }
    }
}

extension SIPVia {
    /// The host as an IPv4 address in network order read as a number; `nil` when it is something else.
    func ipv4(in bytes: Span<UInt8>) -> UInt32? {
        var cursor = SIPCursor(host)
        var address: UInt32 = 0
        for part in 0..<4 {
            if part > 0, !cursor.take(0x2E, in: bytes) { return nil }
            guard let number = cursor.takeDecimal(in: bytes), number < 256 else { return nil }
            address = address << 8 | UInt32(number)
        }
        return cursor.isAtEnd ? address : nil
    }
}
