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
}
