extension SCCP {
    /// The device is not registered.
    ///
    /// Body: text 32. mod_skinny writes 33, which is read as well.
    public struct RegisterReject: Message {
        /// What the phone shows.
        public var text: FixedText<32>

        /// This message.
        public var kind: MessageKind { .registerReject }

        /// The refusal with this text, cut where it is too long.
        public init(text: some StringProtocol) { self.text = FixedText(truncating: text) }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.registerReject, of: body, byteCount: 32)
            text = FixedText(parsing: body)
        }

        /// 32 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 32 }

        /// Appends the text.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            text.encode(into: &output)
        }
    }
}
