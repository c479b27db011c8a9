extension SCCP {
    /// A device leaves.
    ///
    /// Body: reason 4; some phones send none.
    public struct UnregisterRequest: Message {
        /// Why: 0 unknown, 1 to save power.
        public var reason: UInt32

        /// This message.
        public var kind: MessageKind { .unregisterRequest }

        /// The request with this reason.
        public init(reason: UInt32 = 0) { self.reason = reason }

        /// Reads a message; see ``Message/init(parsing:of:)``. A body of fewer than 4 bytes gives no reason.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.unregisterRequest, of: body, byteCount: 0)
            reason = body.count >= 4 ? body.uint32(at: 0) : 0
        }

        /// One word.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 4 }

        /// Appends the reason.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: reason)
        }
    }

    /// Whether the device has left.
    public struct UnregisterAck: WordMessage {
        /// 0 it has, 1 an error, 2 it has not because of a call.
        public var status: UInt32

        /// This message.
        public static var kind: MessageKind { .unregisterAck }

        /// The answer with this status.
        public init(status: UInt32 = 0) { self.status = status }

        /// The status.
        public var word: UInt32 { status }

        /// The answer with this status.
        public init(word: UInt32) { self.init(status: word) }
    }

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
