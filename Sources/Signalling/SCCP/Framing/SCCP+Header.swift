extension SCCP {
    /// What a message is: the third word of a header, known to us or not.
    public struct MessageID: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
        /// The number on the wire.
        public let rawValue: UInt32

        /// The identifier with this number.
        public init(rawValue: UInt32) { self.rawValue = rawValue }
    }

    /// The twelve bytes before each message's body.
    public struct Header: Hashable, Sendable, BitwiseCopyable {
        /// What the body is.
        public var messageID: MessageID
        /// The form of the body.
        public var version: HeaderVersion
        /// The size of the body.
        public var bodyByteCount: Int

        /// The size of a header.
        public static var byteCount: Int { 12 }

        /// The bytes that the length field does not count: itself and the version.
        static var uncountedByteCount: Int { 8 }

        /// The header of a body of `bodyByteCount` bytes.
        public init(messageID: MessageID, version: HeaderVersion = .basic, bodyByteCount: Int) {
            self.messageID = messageID
            self.version = version
            self.bodyByteCount = bodyByteCount
        }

        /// What the body is, if we know the message.
        public var kind: MessageKind? { MessageKind(rawValue: messageID.rawValue) }

        /// Appends the header. `output` must have room for ``byteCount`` bytes, and the body fewer than 2^31.
        func encode(into output: inout OutputSpan<UInt8>) {
            output.append(uint32: UInt32(truncatingIfNeeded: bodyByteCount &+ 4))
            output.append(uint32: version.rawValue)
            output.append(uint32: messageID.rawValue)
        }
    }
}
