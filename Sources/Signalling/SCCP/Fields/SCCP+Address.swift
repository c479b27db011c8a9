extension SCCP {
    /// An IPv6 address, network order read as two numbers.
    public struct IPv6Address: Hashable, Sendable, BitwiseCopyable {
        /// The first 64 bits.
        public var high: UInt64
        /// The last 64 bits.
        public var low: UInt64

        /// The address of these bits; without any, the unspecified address.
        public init(high: UInt64 = 0, low: UInt64 = 0) {
            self.high = high
            self.low = low
        }

        /// Reads 16 bytes at an offset inside the body.
        init(parsing body: Span<UInt8>, at offset: Int) {
            self.init(high: body.networkUInt64(at: offset), low: body.networkUInt64(at: offset + 8))
        }

        func encode(into output: inout OutputSpan<UInt8>) {
            output.append(networkUInt64: high)
            output.append(networkUInt64: low)
        }
    }

    /// Where a controller listens.
    public enum Address: Hashable, Sendable, BitwiseCopyable {
        /// Nowhere; on the wire 0.0.0.0.
        case none
        /// An IPv4 address, network order read as a number; 0 is read back as ``none``.
        case ipv4(UInt32)
        /// An IPv6 address; only messages from version 17 on can say it, and earlier ones say ``none`` in its place.
        case ipv6(IPv6Address)

        /// The size on the wire.
        static func byteCount(in version: HeaderVersion) -> Int { version.hasAddressKinds ? 20 : 4 }

        /// Reads an address at an offset; there must be ``byteCount(in:)`` bytes. A kind that is not known is ``none``.
        init(parsing body: Span<UInt8>, at offset: Int, in version: HeaderVersion) {
            let kind = version.hasAddressKinds ? body.uint32(at: offset) : 0
            let place = version.hasAddressKinds ? offset + 4 : offset
            switch kind {
            case 0:
                let address = body.networkUInt32(at: place)
                self = address == 0 ? .none : .ipv4(address)
            case 1: self = .ipv6(IPv6Address(parsing: body, at: place))
            default: self = .none
            }
        }

        func encode(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            var ipv4: UInt32 = 0
            if case .ipv4(let address) = self { ipv4 = address }
            guard version.hasAddressKinds else { return output.append(networkUInt32: ipv4) }
            if case .ipv6(let address) = self {
                output.append(uint32: 1)
                address.encode(into: &output)
            } else {
                output.append(uint32: 0)
                output.append(networkUInt32: ipv4)
                output.append(repeating: 0, count: 12)
            }
        }
    }

    /// The field of 12 bytes in which a phone tells its MAC address.
    ///
    /// Some phones put the six bytes there and leave the rest zero (7941), others twelve hexadecimal digits (6961).
    public struct HardwareAddress: Hashable, Sendable, BitwiseCopyable {
        /// The first 8 bytes, network order read as a number.
        public var high: UInt64
        /// The last 4 bytes, likewise.
        public var low: UInt32

        /// The field with these bytes.
        public init(high: UInt64 = 0, low: UInt32 = 0) {
            self.high = high
            self.low = low
        }

        /// The field with the six bytes of a MAC address (the low 48 bits).
        public init(macAddress: UInt64) { self.init(high: macAddress << 16) }

        /// The MAC address in whichever way it is written; `nil` where the field holds neither form.
        public var macAddress: UInt64? {
            if high & 0xFFFF == 0, low == 0 { return high >> 16 }
            var address: UInt64 = 0
            for place in 0..<12 {
                let byte = UInt8(
                    truncatingIfNeeded: place < 8
                        ? high >> UInt64(56 - 8 * place) : UInt64(low) >> UInt64(88 - 8 * place))
                let digit: UInt8
                switch byte {
                case 0x30...0x39: digit = byte - 0x30
                case 0x41...0x46: digit = byte - 0x37
                case 0x61...0x66: digit = byte - 0x57
                default: return nil
                }
                address = address << 4 | UInt64(digit)
            }
            return address
        }
    }
}
