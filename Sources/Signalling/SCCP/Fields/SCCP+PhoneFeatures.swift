extension SCCP {
    /// What a phone can do beyond the basic protocol, one bit each. Bits without a name are carried, not understood.
    public struct PhoneFeatures: OptionSet, Hashable, Sendable, BitwiseCopyable {
        /// The bits on the wire.
        public let rawValue: UInt16

        /// The features with these bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// Texts are UTF-8.
        public static var utf8: PhoneFeatures { PhoneFeatures(rawValue: 0x0010) }
        /// Messages with texts of open length are understood: ``LineStatDynamic`` and its like.
        public static var dynamicMessages: PhoneFeatures { PhoneFeatures(rawValue: 0x0080) }
        /// Digits are sent as RFC 2833 says.
        public static var rfc2833: PhoneFeatures { PhoneFeatures(rawValue: 0x0200) }
        /// Dialling is abbreviated.
        public static var abbreviatedDial: PhoneFeatures { PhoneFeatures(rawValue: 0x8000) }
    }
}
