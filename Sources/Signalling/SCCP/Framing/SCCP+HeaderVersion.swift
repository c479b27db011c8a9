extension SCCP {
    /// The second word of a header: 0 for the basic form, otherwise the protocol number that sender and receiver agreed upon.
    ///
    /// It decides the layout of the few messages that changed over time, which ask it by the properties below.
    public struct HeaderVersion: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
        /// The number on the wire.
        public let rawValue: UInt32

        /// The version with this number.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// The form that every phone understands.
        public static var basic: HeaderVersion { HeaderVersion(rawValue: 0) }

        /// The version in which to write to a phone that registered with this protocol number: that number from 10 on, else 0.
        public init(protocolVersion: UInt8) { rawValue = protocolVersion >= 10 ? UInt32(protocolVersion) : 0 }

        /// The largest number that counts as a version. Phones tell their protocol number in one byte; what is larger is no
        /// header, but the middle of something else. Known ones end at 22.
        public static var rawValueMax: UInt32 { 255 }

        /// Whether a server's address says what kind it is (from 17 on), and so may be of IPv6.
        var hasAddressKinds: Bool { rawValue >= 17 }

        /// The size of a number to dial in ``ForwardStat``: 25 bytes from 18 on, before that 24.
        var dialledNumberByteCount: Int { rawValue >= 18 ? 25 : 24 }
    }
}
