/// The options of a DHCP message: values by code.
///
/// On the wire an option is its code, the length of its value, and the value (RFC 2132 section 2); 0 is padding and 255 the end. A
/// value longer than 255 bytes stands in several options of its code, which the reader joins (RFC 3396). Reading is linear in
/// the bytes and never traps, whatever they are.
package struct DHCPOptions: Hashable {
    /// The codes that a lease is made of, and those of the marks between options.
    package enum Code {
        /// Which part of the address is the network's.
        package static let subnetMask: UInt8 = 1
        /// Ways out of the network.
        package static let routers: UInt8 = 3
        /// Servers of names.
        package static let nameServers: UInt8 = 6
        /// How long the address is the device's, in seconds.
        package static let leaseTime: UInt8 = 51
        /// The file server, by name or as text.
        package static let fileServerName: UInt8 = 66
        /// The file servers' addresses.
        package static let fileServers: UInt8 = 150
        /// Nothing; it has no length.
        package static let padding: UInt8 = 0
        /// The end of all options.
        package static let end: UInt8 = 255
    }

    /// The most bytes read or written: those of the largest datagram.
    package static let byteCountMax = 65_535

    /// The values, by code.
    package private(set) var values: [UInt8: [UInt8]] = [:]

    /// No options.
    package init() {}

    /// Reads options up to the end option, or up to the last byte where there is none.
    package init(reading bytes: some Collection<UInt8>) throws(DHCPOptionError) {
        guard bytes.count <= Self.byteCountMax else { throw .tooLong(byteCount: bytes.count) }
        let bytes = Array(bytes)
        var offset = 0
        while offset < bytes.count, bytes[offset] != Code.end {
            let code = bytes[offset]
            if code == Code.padding {
                offset += 1
                continue
            }
            guard offset + 1 < bytes.count else { throw .truncated(code: code, offset: offset) }
            let start = offset + 2
            let end = start + Int(bytes[offset + 1])
            guard end <= bytes.count else { throw .truncated(code: code, offset: offset) }
            values[code, default: []] += bytes[start..<end]
            offset = end
        }
    }

    /// Sets the value of an option; an empty value takes it out.
    package mutating func set(_ code: UInt8, _ value: [UInt8]) { values[code] = value.isEmpty ? nil : value }

    /// The options on the wire, in the order of their codes, the end option last.
    package func bytes() throws(DHCPOptionError) -> [UInt8] {
        var bytes: [UInt8] = []
        for (code, value) in values.sorted(by: { $0.key < $1.key }) {
            var rest = value[...]
            while !rest.isEmpty {
                let part = rest.prefix(255)
                bytes += [code, UInt8(truncatingIfNeeded: part.count)] + part
                rest = rest.dropFirst(part.count)
            }
        }
        bytes.append(Code.end)
        guard bytes.count <= Self.byteCountMax else { throw .tooLong(byteCount: bytes.count) }
        return bytes
    }

    /// The addresses of a list option; empty when it is missing.
    package func addresses(_ code: UInt8) throws(DHCPOptionError) -> [IPv4Address] {
        guard let value = values[code] else { return [] }
        guard !value.isEmpty, value.count.isMultiple(of: 4) else {
            throw .badLength(code: code, byteCount: value.count)
        }
        return stride(from: 0, to: value.count, by: 4).map { IPv4Address(Self.number(value[$0..<$0 + 4])) }
    }

    /// The number of an option of four bytes; `nil` when it is missing.
    package func number(_ code: UInt8) throws(DHCPOptionError) -> UInt32? {
        guard let value = values[code] else { return nil }
        guard value.count == 4 else { throw .badLength(code: code, byteCount: value.count) }
        return Self.number(value[...])
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}
