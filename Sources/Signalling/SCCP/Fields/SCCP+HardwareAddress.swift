extension SCCP {
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
