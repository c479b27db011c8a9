extension SCCP {
    /// The device must start again.
    public struct Reset: WordMessage {
        /// How far.
        public struct Extent: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
            /// The number on the wire.
            public let rawValue: UInt32

            /// The extent with this number.
            public init(rawValue: UInt32) { self.rawValue = rawValue }

            /// Boot, and load the firmware.
            public static var reset: Extent { Extent(rawValue: 1) }
            /// Register anew.
            public static var restart: Extent { Extent(rawValue: 2) }
            /// Load the configuration, and apply what changed.
            public static var applyConfiguration: Extent { Extent(rawValue: 3) }
        }

        /// How far to start again.
        public var extent: Extent

        /// This message.
        public static var kind: MessageKind { .reset }

        /// The command to this extent.
        public init(_ extent: Extent) { self.extent = extent }

        /// The extent's number.
        public var word: UInt32 { extent.rawValue }

        /// The command with this number.
        public init(word: UInt32) { self.init(Extent(rawValue: word)) }
    }
}
