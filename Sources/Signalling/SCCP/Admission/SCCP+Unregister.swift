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
}
