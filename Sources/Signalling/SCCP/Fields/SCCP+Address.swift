extension SCCP {
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
}
